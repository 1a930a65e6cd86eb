import { ProblemError } from '@interlock/base';
import type { QueryAnswer, SqlValue, Unit } from './statement.ts';
import { storageUnavailable } from './storage-unavailable.ts';

/** The connection of an interactive transaction. It is dead as soon as the transaction has ended. */
export interface ExclusiveConnection {
  /** Runs one statement; several asked for at once run in the order of the calls. */
  query(sql: string, parameters: readonly SqlValue[]): Promise<QueryAnswer>;
  /** Runs a unit in one exchange with the writer. A unit that fails leaves what the transaction did before. */
  run(unit: Unit): Promise<void>;
}

/** How a transaction asks the writer; each question is put when the last one is answered. */
export interface TransactionSteps {
  query(sql: string, parameters: readonly SqlValue[]): Promise<QueryAnswer>;
  run(unit: Unit): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * Runs `work` between BEGIN and COMMIT. What it resolves to is answered after the COMMIT is durable; if it rejects,
 * or takes longer than `limitMs`, or the store fails it, nothing of it remains.
 */
export async function exclusiveTransaction<T>(
  steps: TransactionSteps,
  limitMs: number,
  work: (connection: ExclusiveConnection) => Promise<T>,
): Promise<T> {
  await steps.query('BEGIN IMMEDIATE', []);
  const connection = limitedConnection(steps);
  try {
    const value = await withinLimit(work(connection), limitMs);
    await connection.end();
    await steps.query('COMMIT', []);
    return value;
  } catch (error) {
    await connection.abandon();
    await steps.rollback();
    throw error;
  }
}

interface LimitedConnection extends ExclusiveConnection {
  /** Takes no more questions, waits for those put, and rejects if the store failed one of them. */
  end(): Promise<void>;
  /** Takes no more questions and waits for those put. */
  abandon(): Promise<void>;
}

function limitedConnection(steps: TransactionSteps): LimitedConnection {
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;
  // A full disk may have ended the transaction inside SQLite; what came after it would be committed on its own.
  let doom: Error | undefined;
  const put = async <T>(question: () => Promise<T>): Promise<T> => {
    if (doom !== undefined) throw doom;
    try {
      return await question();
    } catch (error) {
      if (error instanceof ProblemError) doom = error;
      throw error;
    }
  };
  const inTurn = <T>(question: () => Promise<T>): Promise<T> => {
    if (ended) return Promise.reject(new Error('the transaction has ended; its ports can not be used now'));
    const answer = last.then(() => put(question));
    last = answer.catch(() => undefined);
    return answer;
  };
  const abandon = async () => {
    ended = true;
    await last;
  };
  return {
    query: (sql, parameters) => inTurn(() => steps.query(sql, parameters)),
    run: (unit) => inTurn(() => steps.run(unit)),
    abandon,
    async end() {
      await abandon();
      if (doom !== undefined) throw doom;
    },
  };
}

async function withinLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(storageUnavailable(`a change took longer than ${limitMs} ms and was undone`)),
    limitMs,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
