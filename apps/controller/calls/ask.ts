import type { AuditEntry, AuditTarget } from '@interlock/audit';
import { type Problem, type Result, succeed } from '@interlock/base';
import { type ActName, acts, type Caller } from '@interlock/node-api';
import type { ControllerState, PersonCommand } from '@interlock/workflow';
import { auditActor } from '../audit/audit-actor.ts';
import type { Executed } from '../engine/engine.ts';
import type { CallPorts } from './call-ports.ts';

/** What a person asks for, and what it touches. */
export interface Plan {
  readonly command: PersonCommand;
  readonly targets: readonly AuditTarget[];
}

/**
 * Asks the Engine for what a person wants: `plan` looks at the newest state, checks the folders of the targets
 * (semantics §4.4) and names the command; the events and the audit records, with the person in them, become durable
 * together. A refusal is recorded too.
 */
export async function ask(
  act: ActName,
  caller: Caller,
  ports: Pick<CallPorts, 'controllerId' | 'engine' | 'refusals'>,
  plan: (state: ControllerState) => Result<Plan>,
): Promise<Result<Executed>> {
  const done = await ports.engine.execute((state) => {
    const planned = plan(state);
    if (!planned.ok) return planned;
    const { command, targets } = planned.value;
    const auditEntries = targets.map((target) => entry(act, caller, target));
    return succeed({ commands: [command], auditEntries });
  });
  if (!done.ok) noteRefusal(act, caller, ports, done.problem);
  return done;
}

/** Records that a call was refused. */
export function noteRefusal(
  act: ActName,
  caller: Caller,
  { controllerId, refusals }: Pick<CallPorts, 'controllerId' | 'refusals'>,
  problem: Problem,
): void {
  const target = { kind: 'controller', id: controllerId, controllerId } as const;
  const { field } = problem;
  refusals.note(caller.account, {
    ...entry(act, caller, target),
    outcome: 'refused',
    reasonCode: problem.code,
    ...(field === undefined ? {} : { details: { field } }),
  });
}

/** The entry of a call that succeeds. */
export function entry(act: ActName, caller: Caller, target: AuditTarget): AuditEntry {
  const { auditEvent } = acts[act];
  if (auditEvent === undefined) throw new TypeError(`${act} is not audited`);
  return {
    action: auditEvent,
    actor: auditActor(caller),
    target,
    outcome: 'succeeded',
    request: act,
    correlation: caller.tokenId,
  };
}
