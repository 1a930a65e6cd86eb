import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { SqlValue } from '../sqlite/statement.ts';
import type { SqlConnection } from './sql-connection.ts';

/**
 * Kysely over a connection of node:sqlite. Kysely's own SQLite dialect is made for another library: it asks a
 * statement for `reader` and hands over parameters as an array, which node:sqlite takes for named ones.
 */
export function nodeSqliteDialect(connection: SqlConnection): Dialect {
  return {
    createAdapter: () => new UnlockedSqliteAdapter(),
    createDriver: () => driverOver(connection),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** With the one connection that SqliteAdapter speaks of, Kysely would put all queries behind a mutex of its own. */
class UnlockedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

function driverOver(connection: SqlConnection): Driver {
  const databaseConnection = databaseConnectionOver(connection);
  const noTransaction = () =>
    Promise.reject(new Error('transactions are begun by the Transactor, not by Kysely'));
  return {
    init: async () => undefined,
    acquireConnection: async () => databaseConnection,
    releaseConnection: async () => undefined,
    beginTransaction: noTransaction,
    commitTransaction: noTransaction,
    rollbackTransaction: noTransaction,
    destroy: async () => undefined,
  };
}

function databaseConnectionOver(connection: SqlConnection): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, changes } = await connection.query(sql, parameters.map(sqlValue));
      // Kysely types a row by the query that it compiled.
      return { rows: rows as unknown as R[], numAffectedRows: BigInt(changes) };
    },
    // biome-ignore lint/correctness/useYield: a stream of rows is not offered
    async *streamQuery() {
      throw new Error('rows are not streamed; ask for them in portions');
    },
  };
}

function sqlValue(value: unknown): SqlValue {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} can not be stored`);
}
