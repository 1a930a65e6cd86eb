import type { AuditActor, AuditEntry, AuditEventName } from '@interlock/audit';
import { folderOf, objectPath, type Problem, type ProblemCode, type Result } from '@interlock/base';
import type { KillStep, StartStep } from '@interlock/node-api';

/** A step is started for somebody. */
export function stepStartedEntry(command: StartStep, controllerId: string): AuditEntry {
  const { orderId, jobName, workflowPath, position } = command;
  return {
    action: 'StepStarted',
    actor: actorOf(command.account),
    target: { kind: 'step', id: command.stepId, controllerId, ...folderOfWorkflow(workflowPath) },
    outcome: 'succeeded',
    details: { orderId, jobName, workflowPath, position },
  };
}

/** Somebody has a step killed. */
export function stepKilledEntry(command: KillStep, controllerId: string, workflowPath: string): AuditEntry {
  const { orderId, jobName, immediately } = command;
  return {
    action: 'StepKilled',
    actor: actorOf(command.account),
    target: { kind: 'step', id: command.stepId, controllerId, ...folderOfWorkflow(workflowPath) },
    outcome: 'succeeded',
    details: { orderId, jobName, workflowPath, immediately },
  };
}

/** The Controller has given a step up, with all that this Agent held, and it is killed. */
export function stepGivenUpEntry(command: StartStep, controllerId: string): AuditEntry {
  const { orderId, jobName, workflowPath } = command;
  return {
    action: 'StepKilled',
    actor: { kind: 'program', account: controllerId },
    target: { kind: 'step', id: command.stepId, controllerId, ...folderOfWorkflow(workflowPath) },
    outcome: 'succeeded',
    details: { orderId, jobName, workflowPath, immediately: false, agentAbandoned: true },
  };
}

/** A command of the Controller is refused by the Agent itself. */
export function stepRefusedEntry(command: StartStep, controllerId: string, problem: Problem): AuditEntry {
  return { ...stepStartedEntry(command, controllerId), outcome: 'refused', reasonCode: problem.code };
}

/** The Controller has coupled, or was refused at it. */
export function coupledEntry(controllerId: string, problem?: Problem): AuditEntry {
  return {
    action: 'ControllerCoupled',
    actor: { kind: 'program', account: controllerId },
    target: { kind: 'controller', id: controllerId, controllerId },
    outcome: problem === undefined ? 'succeeded' : 'refused',
    ...(problem === undefined ? {} : { reasonCode: problem.code }),
  };
}

/** The Controller has handed a renewed certificate over. */
export function certificateEntry(
  agentId: string,
  controllerId: string,
  installed: Result<{ readonly expiresAtMs: number }>,
): AuditEntry {
  return {
    action: 'CertificatesInstalled',
    actor: { kind: 'program', account: controllerId },
    target: { kind: 'certificate', id: `agentServer:${agentId}`, controllerId },
    ...(installed.ok
      ? { outcome: 'succeeded', details: { expiresAtMs: installed.value.expiresAtMs } }
      : { outcome: 'refused', reasonCode: installed.problem.code }),
  };
}

/** Somebody at the border was not let in, or a command had no good token. */
export interface BorderRefusalFacts {
  readonly act: string;
  readonly problem: Problem;
  readonly remoteAddress: string;
  /** The other end, as far as it was proved. */
  readonly peerId?: string;
  /** The id that the refused token says of itself. */
  readonly tokenId?: string;
}

/** The entry of a refusal at the border; undefined where it is no matter of trust, such as bad JSON. */
export function borderEntry(refusal: BorderRefusalFacts, agentId: string): AuditEntry | undefined {
  const { act, problem, remoteAddress, peerId, tokenId } = refusal;
  const action = borderActions[problem.code];
  if (action === undefined) return undefined;
  const address = remoteAddress === '' ? {} : { address: remoteAddress };
  return {
    action,
    actor: { kind: peerId === undefined ? 'stranger' : 'program', account: peerId ?? '', ...address },
    target: { kind: 'agent', id: agentId },
    outcome: 'refused',
    reasonCode: problem.field === undefined ? problem.code : `${problem.code}.${problem.field}`,
    details: { hop: 3, act, ...(tokenId === undefined ? {} : { tokenId }) },
  };
}

const borderActions: { readonly [C in ProblemCode]?: AuditEventName } = {
  CertificateRefused: 'PeerRefused',
  HopTokenRefused: 'HopTokenRefused',
};

/** The join token was not proved. */
export function joinRefusedEntry(remoteAddress: string, agentId: string): AuditEntry {
  return {
    action: 'JoinRefused',
    actor: { kind: 'stranger', account: '', address: remoteAddress },
    target: { kind: 'joinToken', id: agentId },
    outcome: 'refused',
    reasonCode: 'JoinRefused',
  };
}

/** The Agent itself did something that is its own affair. */
export function ownEntry(
  action: 'ProgramStarted' | 'ProgramStopped' | 'AgentJoined' | 'KeyCreated',
  agentId: string,
  details: AuditEntry['details'] = {},
): AuditEntry {
  return {
    action,
    actor: { kind: 'program', account: agentId },
    target: { kind: action === 'KeyCreated' ? 'key' : 'agent', id: agentId },
    outcome: 'succeeded',
    details,
  };
}

function actorOf(account: string): AuditActor {
  const isSchedule = account.startsWith('schedule:');
  return isSchedule
    ? { kind: 'schedule', account: account.slice('schedule:'.length) }
    : { kind: 'account', account };
}

function folderOfWorkflow(workflowPath: string): { readonly folder?: string } {
  const path = objectPath(workflowPath);
  return path.ok ? { folder: folderOf(path.value) } : {};
}
