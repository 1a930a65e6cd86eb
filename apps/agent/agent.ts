import type { AuditEntry } from '@interlock/audit';
import { type Clock, type Log, type Result, refuse, type Sha256, succeed } from '@interlock/base';
import type { ControllerConnection } from '@interlock/node-api';
import type { AgentJournal, ProcessRunner } from '@interlock/workflow';
import { type BorderRefusalFacts, borderEntry, joinRefusedEntry, ownEntry } from './audit/audit-entries.ts';
import { recordBorderRefusals } from './audit/border-refusals.ts';
import { type AuditWitness, auditChainFault, keepCheckpoints } from './audit/checkpoints.ts';
import type { AgentCertificate } from './certificate/agent-certificate.ts';
import { openJournalWriter } from './journal/journal-writer.ts';
import { createControllerLink } from './link/controller-link.ts';
import { createSteps, type RecoveredSteps } from './steps/steps.ts';
import type { Timers } from './timers.ts';

/** How long a stopping Agent waits until its Controller has been sent the last events, in milliseconds. */
const drainMsMax = 500;

/** What an Agent is made of. */
export interface AgentPorts {
  readonly journal: AgentJournal;
  readonly runner: ProcessRunner;
  readonly witness: AuditWitness;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly sha256: Sha256;
  readonly log: Log;
  /** How many bytes of output are kept of one step. */
  readonly outputBytesMax: number;
  /** Called once, when the Agent can not go on and has to end; its steps are then lost, and killed by the launcher. */
  readonly onFault: (fault: unknown) => void;
}

/** An Agent at work. */
export interface Agent {
  /** What was found of the Agent that was here before. */
  readonly recovered: RecoveredSteps;
  /** Takes a connection of the Controller whose other end and tokens are proved, with the certificate shown to it. */
  connected(connection: ControllerConnection, certificate: AgentCertificate): void;
  /** Hears of a refusal at the border. */
  refused(refusal: BorderRefusalFacts): void;
  /** Hears of a join token that was not proved. */
  joinRefused(remoteAddress: string): void;
  /** Puts something that the Agent itself did into its audit chain; resolves when it is durable. */
  audit(action: Parameters<typeof ownEntry>[0], details?: AuditEntry['details']): Promise<void>;
  /** Ends all steps, tells of them and closes everything, within 5 seconds. */
  stop(): Promise<void>;
}

/**
 * Starts an Agent on its journal: finds out what became of the steps that the one before left, kills what still runs
 * of them, and is then ready for its Controller.
 *
 * @returns a refusal where the journal is older than its witness.
 */
export async function startAgent(ports: AgentPorts): Promise<Result<Agent>> {
  const { clock, timers, log, runner, outputBytesMax } = ports;
  let isStopping = false;
  const onFault = once((fault) => {
    // Whoever stops hears it from what he waits for.
    if (!isStopping) ports.onFault(fault);
  });
  const journal = await openJournalWriter({ ...ports, onFault });
  const { agentId } = journal.contents;
  const fault = await auditChainFault(ports.journal, journal.auditHead(), ports.witness.last);
  if (fault !== undefined) return refuse(fault);
  const steps = createSteps({ journal, runner, timers, outputBytesMax, onFault });
  const recovered = await steps.recover();
  const link = createControllerLink({ journal, steps, log, onFault });
  const { witness } = ports;
  const onWitnessed = () => link.tellAuditHead();
  const checkpoints = keepCheckpoints({ journal, witness, clock, timers, onWitnessed, log });
  const refusals = recordBorderRefusals({ journal, clock, timers });
  const audit: Agent['audit'] = (action, details) =>
    journal.write({ audit: [ownEntry(action, agentId, details)] });
  await audit('ProgramStarted', { ...recovered });
  return succeed({
    recovered,
    connected: link.connected,
    refused(refusal) {
      const entry = borderEntry(refusal, agentId);
      const isWorthALine =
        entry === undefined || refusals.record(refusal.peerId ?? refusal.remoteAddress, entry);
      if (isWorthALine) log.warn('refused at the border', { ...refusal });
    },
    joinRefused(remoteAddress) {
      const isWorthALine = refusals.record(remoteAddress, joinRefusedEntry(remoteAddress, agentId));
      if (isWorthALine) log.warn('a join token was not proved', { remoteAddress });
    },
    audit,
    async stop() {
      isStopping = true;
      await steps.stop();
      await refusals.close();
      await audit('ProgramStopped');
      await checkpoints.close();
      await withTimeLimit(link.drained(), timers);
      await link.close('the Agent stops');
      await runner.close();
      await ports.journal.close();
    },
  });
}

function once(tell: (fault: unknown) => void): (fault: unknown) => void {
  let isTold = false;
  return (fault) => {
    if (isTold) return;
    isTold = true;
    tell(fault);
  };
}

async function withTimeLimit(work: Promise<void>, timers: Timers): Promise<void> {
  const late = Promise.withResolvers<void>();
  const cancel = timers.after(drainMsMax, late.resolve);
  await Promise.race([work, late.promise]);
  cancel();
}
