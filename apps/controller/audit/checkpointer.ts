import {
  type AuditWriter,
  type ChainHead,
  type Checkpoint,
  checkpointAt,
  checkpointDueInMs,
  type WitnessStatement,
} from '@interlock/audit';
import type { Clock, Log } from '@interlock/base';
import type { Engine } from '../engine/engine.ts';

/** The witness file: it signs statements with a key outside the database, and appends them durably. */
export interface Witness {
  append(statement: WitnessStatement): Promise<void>;
}

/** What the checkpointer needs. */
export interface CheckpointerOptions {
  readonly engine: Pick<Engine, 'onDurable'>;
  readonly writer: AuditWriter;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly log: Log;
  /** The last checkpoint of this chain, if there is one. */
  readonly last: Checkpoint | undefined;
  /** The newest record at the start. */
  readonly head: ChainHead | undefined;
  /** Hears of each new checkpoint's head. */
  readonly witnessed: (head: ChainHead) => void;
}

/** Writes checkpoints of the Controller's audit chain: every 1 000 records or 60 s, and one at the end. */
export interface Checkpointer {
  /** Writes the last checkpoint, if one is due at all, and ends. */
  stop(): Promise<void>;
}

/** Starts the checkpointer. */
export function startCheckpointer(options: CheckpointerOptions): Checkpointer {
  const { clock, engine, log, witness, witnessed, writer } = options;
  let { head, last } = options;
  let oldestAtMs = clock.now();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    if (head === undefined || head.sequence === last?.sequence) return;
    const checkpoint = checkpointAt(writer, head, last, clock.now());
    try {
      await witness.append(checkpoint);
      last = checkpoint;
      oldestAtMs = clock.now();
      witnessed({ sequence: checkpoint.sequence, hash: checkpoint.hash });
    } catch (error) {
      // The records stand in the chain and are reported as unwitnessed; the next checkpoint covers them.
      log.error('the audit checkpoint can not be written', { error });
    }
  };
  const schedule = (): void => {
    const records = (head?.sequence ?? 0) - (last?.sequence ?? 0);
    const dueMs = checkpointDueInMs({ records, oldestAtMs }, clock.now());
    clearTimeout(timer);
    if (dueMs === undefined) return;
    timer = setTimeout(() => {
      writing = writing.then(write).then(schedule);
    }, dueMs);
    timer.unref();
  };
  engine.onDurable(({ auditRecords }) => {
    const newest = auditRecords.at(-1);
    if (newest === undefined) return;
    if (head?.sequence === last?.sequence) oldestAtMs = clock.now();
    head = { sequence: newest.sequence, hash: newest.hash };
    schedule();
  });
  schedule();
  return {
    stop: async () => {
      clearTimeout(timer);
      writing = writing.then(write);
      await writing;
    },
  };
}
