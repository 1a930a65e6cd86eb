import {
  type AuditWriter,
  type ChainHead,
  type Checkpoint,
  chainResumptionFault,
  checkpointAt,
  checkpointDueInMs,
  parseRecord,
} from '@interlock/audit';
import { type Clock, type Log, type Problem, unwrap } from '@interlock/base';
import type { AgentJournal } from '@interlock/workflow';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Timers } from '../timers.ts';

/** The witness outside the journal: signs checkpoints and keeps them (semantics §6.1). */
export interface AuditWitness {
  /** This Agent's last checkpoint, its signature verified; undefined before the first. */
  readonly last: Checkpoint | undefined;
  /** Signs a checkpoint and appends it durably. */
  sign(checkpoint: Checkpoint): Promise<void>;
}

/** After how long a witness that could not be written is tried again, in milliseconds. */
const retryMs = 10_000;

/** What is wrong with going on with the audit chain of this journal, if anything is. */
export async function auditChainFault(
  journal: AgentJournal,
  head: ChainHead | undefined,
  last: Checkpoint | undefined,
): Promise<Problem | undefined> {
  if (last === undefined) return undefined;
  const [seen] = await journal.auditRecordsAfter(last.sequence - 1, 1);
  const hashAt = seen?.sequence === last.sequence ? unwrap(parseRecord(seen.text)).hash : undefined;
  return chainResumptionFault(head, last, hashAt);
}

/** Makes checkpoints when they are due. */
export interface Checkpoints {
  /** Makes the last one, if anything is unwitnessed. */
  close(): Promise<void>;
}

/** What it works with. */
export interface CheckpointPorts {
  readonly journal: JournalWriter;
  readonly witness: AuditWitness;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Is called after each checkpoint. */
  readonly onWitnessed: () => void;
  readonly log: Log;
}

/** Keeps the checkpoints of the Agent's own chain: one for each 1 000 records, and none older than a minute. */
export function keepCheckpoints(ports: CheckpointPorts): Checkpoints {
  const { journal, witness, clock, timers, onWitnessed, log } = ports;
  const writer: AuditWriter = { role: 'agent', id: journal.contents.agentId };
  let last = witness.last;
  let oldestAtMs: number | undefined;
  let retryAtMs = 0;
  let isClosed = false;
  let cancel = () => {};
  let signing: Promise<void> = Promise.resolve();

  function unwitnessedRecords(): number {
    return (journal.auditHead()?.sequence ?? 0) - (last?.sequence ?? 0);
  }

  function look(): void {
    const records = unwitnessedRecords();
    if (records === 0) return;
    const nowMs = clock.now();
    oldestAtMs ??= nowMs;
    const dueInMs = checkpointDueInMs({ records, oldestAtMs }, nowMs) ?? 0;
    const pauseMs = Math.max(dueInMs, retryAtMs - nowMs);
    cancel();
    if (pauseMs <= 0) signNext();
    else cancel = timers.after(pauseMs, signNext);
  }

  function signNext(): void {
    signing = signing.then(sign);
  }

  async function sign(): Promise<void> {
    const head = journal.auditHead();
    if (head === undefined || unwitnessedRecords() === 0) return;
    const checkpoint = checkpointAt(writer, head, last, clock.now());
    try {
      await witness.sign(checkpoint);
      last = checkpoint;
      oldestAtMs = undefined;
      onWitnessed();
    } catch (error) {
      // The records stand all the same; it is no reason to end the steps that run.
      log.error('the witness file can not be written', { error });
      retryAtMs = clock.now() + retryMs;
    }
    if (!isClosed) look();
  }

  const stopListening = journal.onWritten(look);
  look();
  return {
    async close() {
      isClosed = true;
      stopListening();
      cancel();
      signNext();
      await signing;
    },
  };
}
