import { openForReading, runStatement, statementCache } from './connection.ts';
import type { QueryAnswer, SqlValue } from './statement.ts';
import { storageUnavailable } from './storage-unavailable.ts';
import { primaryCodeOf, writeFaultOf } from './write-fault.ts';

/** A connection that only reads. It waits for no writer and makes none wait; it sees what is committed. */
export interface Reader {
  /** @throws ProblemError StorageUnavailable where the medium fails. */
  query(sql: string, parameters: readonly SqlValue[]): QueryAnswer;
  /** What asks for the one number that a statement without parameters answers, by the shortest way. Fails as `query` does. */
  number(sql: string): () => number;
  close(): void;
}

/** Opens a reading connection. Its answers come within the microseconds of an index, so it works on the caller's thread. */
export function openReader(path: string): Reader {
  const database = openForReading(path);
  const prepare = statementCache(database);
  return {
    query(sql, parameters) {
      try {
        return runStatement(prepare(sql), parameters);
      } catch (error) {
        throw readErrorOf(error);
      }
    },
    number(sql) {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return () => {
        try {
          return Number((statement.get() as unknown as readonly [SqlValue])[0]);
        } catch (error) {
          throw readErrorOf(error);
        }
      };
    },
    close: () => database.close(),
  };
}

const readOnly = 8;

function readErrorOf(error: unknown): unknown {
  if (primaryCodeOf(error) === readOnly)
    return new Error('a port outside of a change was asked to write', { cause: error });
  const fault = writeFaultOf(error);
  return fault.kind === 'broken' || fault.kind === 'full' ? storageUnavailable(fault.message, error) : error;
}
