import { type Problem, ProblemError, problem } from '@interlock/base';
import {
  type ExclusiveConnection,
  exclusiveTransaction,
  type TransactionSteps,
} from './exclusive-transaction.ts';
import type { Unit } from './statement.ts';
import { errorOf, storageUnavailable } from './storage-unavailable.ts';
import type { WriteFault } from './write-fault.ts';
import { defaultWriteLimits, type WriteLimits } from './write-limits.ts';
import { sizeOf, type WaitingTransaction, type WaitingUnit, writeQueue } from './write-queue.ts';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer-message.ts';
import { startWriterThread, type WriterThread } from './writer-thread.ts';

/** The one writer of a database. */
export interface Writer {
  /**
   * Writes a unit, together with what else waits in one COMMIT (group commit). Resolves when it is durable.
   * Rejects with WriteConflict where a constraint or an expectation doesn't hold, with StorageUnavailable where the
   * store can't be written: then nothing of it was written, unless the writer itself died (see `onFault`).
   */
  append(unit: Unit): Promise<void>;
  /** Runs an interactive transaction, alone; it waits its turn for a bounded time. Never call it inside itself. */
  transaction<T>(work: (connection: ExclusiveConnection) => Promise<T>): Promise<T>;
  /** Writes what waits, for a bounded time, and ends the thread. */
  close(): Promise<void>;
}

/** How a writer is opened. */
export interface OpenWriter extends WriterOptions {
  readonly limits?: Partial<WriteLimits>;
  /**
   * Called at most once, when nothing can be written any more: the thread died, or the medium failed. What was
   * pending is rejected, and whether it was written is unknown: the program has to stop and start anew.
   */
  readonly onFault: (fault: Problem) => void;
}

/** Starts the writer of a database that exists. */
export async function openWriter(open: OpenWriter): Promise<Writer> {
  const { path, secureDelete } = open;
  let lane: WriteLane | undefined;
  const thread = await startWriterThread({ path, secureDelete }, (error) => lane?.fail(error));
  lane = writeLane(thread, open);
  return lane;
}

/** The writer over a thread that runs; exported for tests. */
export function writeLane(thread: WriterThread, open: Pick<OpenWriter, 'limits' | 'onFault'>): WriteLane {
  return new WriteLane(thread, { ...defaultWriteLimits, ...open.limits }, open.onFault);
}

/** Gives the thread to one turn after the other: groups of units and interactive transactions never mix. */
export class WriteLane implements Writer {
  readonly #thread: WriterThread;
  readonly #limits: WriteLimits;
  readonly #onFault: (fault: Problem) => void;
  readonly #queue: ReturnType<typeof writeQueue>;
  #turns: Promise<void> | undefined;
  #ended: Error | undefined;

  constructor(thread: WriterThread, limits: WriteLimits, onFault: (fault: Problem) => void) {
    this.#thread = thread;
    this.#limits = limits;
    this.#onFault = onFault;
    this.#queue = writeQueue(limits);
  }

  append(unit: Unit): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#enqueue({ kind: 'unit', unit, size: sizeOf(unit), resolve, reject });
    return promise;
  }

  transaction<T>(work: (connection: ExclusiveConnection) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const { turnWaitMs } = this.#limits;
    const turn: WaitingTransaction = {
      kind: 'transaction',
      run: async () => {
        clearTimeout(late);
        await this.#runTransaction(work).then(resolve, reject);
      },
      reject: (error) => {
        clearTimeout(late);
        reject(error);
      },
    };
    const late = setTimeout(() => {
      this.#queue.remove(turn);
      reject(storageUnavailable(`a change waited longer than ${turnWaitMs} ms for its turn`));
    }, turnWaitMs);
    this.#enqueue(turn);
    return promise;
  }

  async close(): Promise<void> {
    const alreadyEnded = this.#ended;
    this.#ended ??= storageUnavailable('it is closed');
    if (alreadyEnded === undefined) {
      await within(this.#limits.closeMs, this.#turns);
      this.#queue.rejectAll(this.#ended);
      await within(this.#limits.closeMs, this.#ask({ kind: 'close' }));
    }
    await this.#thread.terminate();
  }

  /** Ends the lane because nothing can be written any more. */
  fail(error: Error): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#queue.rejectAll(error);
    const fault = error instanceof ProblemError ? error.problem : problem('StorageUnavailable');
    this.#onFault(fault);
  }

  #enqueue(item: WaitingUnit | WaitingTransaction): void {
    if (this.#ended !== undefined) {
      item.reject(this.#ended);
      return;
    }
    try {
      this.#queue.add(item);
    } catch (error) {
      item.reject(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#turns ??= this.#takeTurns();
  }

  async #takeTurns(): Promise<void> {
    // What the same tick still adds shares the first COMMIT.
    await undefined;
    for (let turn = this.#queue.next(); turn !== undefined; turn = this.#queue.next()) {
      if ('kind' in turn) await turn.run();
      else await this.#writeGroup(turn);
    }
    this.#turns = undefined;
  }

  async #writeGroup(group: readonly WaitingUnit[]): Promise<void> {
    try {
      const answer = await this.#ask({ kind: 'group', units: group.map(({ unit }) => unit) });
      if (answer.kind !== 'group') throw new Error(`the writer answered ${answer.kind} to a group`);
      group.forEach((waiting, at) => {
        settle(waiting, answer.outcomes[at]);
      });
      const broken = answer.outcomes.find((outcome) => outcome?.kind === 'broken');
      if (broken !== undefined) this.fail(errorOf(broken));
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      for (const waiting of group) waiting.reject(reason);
    }
  }

  #runTransaction<T>(work: (connection: ExclusiveConnection) => Promise<T>): Promise<T> {
    const steps: TransactionSteps = {
      query: async (sql, parameters) => {
        const answer = await this.#ask({ kind: 'query', sql, parameters });
        if (answer.kind !== 'query') throw new Error(`the writer answered ${answer.kind} to a query`);
        return answer.answer;
      },
      run: async (unit) => {
        await this.#ask({ kind: 'unit', unit });
      },
      rollback: async () => {
        // A thread that is dead has rolled back already.
        await this.#ask({ kind: 'rollback' }).catch(() => undefined);
      },
    };
    return exclusiveTransaction(steps, this.#limits.transactionMs, work);
  }

  async #ask(request: WriterRequest): Promise<WriterAnswer> {
    const answer = await this.#thread.ask(request);
    if (answer.kind !== 'failed') return answer;
    if (answer.fault.kind === 'broken') this.fail(errorOf(answer.fault));
    throw errorOf(answer.fault);
  }
}

function settle(waiting: WaitingUnit, fault: WriteFault | undefined): void {
  if (fault === undefined) waiting.resolve();
  else waiting.reject(errorOf(fault));
}

async function within(limitMs: number, work: Promise<unknown> | undefined): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limitMs);
  await Promise.race([work?.catch(() => undefined), late]);
  clearTimeout(timer);
}
