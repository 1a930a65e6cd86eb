import type { ExclusiveConnection } from '../sqlite/exclusive-transaction.ts';
import type { Reader } from '../sqlite/reader.ts';

/** A connection as the query builder sees it: that of a change, or the reading one. */
export type SqlConnection = ExclusiveConnection;

/** The reading connection. It answers at once, and refuses units. */
export function readingConnection(reader: Reader): SqlConnection {
  return {
    query: async (sql, parameters) => reader.query(sql, parameters),
    run: () => Promise.reject(new Error('a port outside of a change was asked to write')),
  };
}
