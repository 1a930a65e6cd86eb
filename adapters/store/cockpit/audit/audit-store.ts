import {
  type AuditFilter,
  type AuditRecord,
  type AuditStore,
  type AuditWriter,
  fitsFilter,
  noHash,
  recordLine,
  type StoredAuditRecord,
} from '@interlock/audit';
import type { Statement } from '../../sqlite/statement.ts';
import type { CockpitConnection } from '../tables.ts';
import { auditRowOf } from './audit-row.ts';
import { mayFit } from './may-fit.ts';

/** How many records are read at once where all of a chain, or all that may fit a filter, is asked for. */
const portion = 1_000;

/** The audit chains in the Cockpit's database. */
export function auditStore(connection: CockpitConnection): AuditStore {
  const { db } = connection;
  const ofWriter = (writer: AuditWriter) =>
    db.selectFrom('audit_record').where('writer_role', '=', writer.role).where('writer_id', '=', writer.id);
  const head = (writer: AuditWriter) =>
    ofWriter(writer).select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
  return {
    head,
    append: (records) => append(connection, head, records),
    async *lines(writer, from, to = Number.MAX_SAFE_INTEGER) {
      for (let next = from; ; ) {
        const rows = await ofWriter(writer)
          .select(['sequence', 'line'])
          .where('sequence', '>=', next)
          .where('sequence', '<=', to)
          .orderBy('sequence')
          .limit(portion)
          .execute();
        for (const { line } of rows) yield line;
        const last = rows.at(-1);
        if (last === undefined || rows.length < portion) return;
        next = last.sequence + 1;
      }
    },
    query: (filter) => query(connection, filter),
    async cut(writer, throughSequence) {
      const newest = await head(writer);
      if (newest !== undefined && throughSequence >= newest.sequence)
        throw new Error('the newest record of an audit chain is never cut');
      const removed = await db
        .deleteFrom('audit_record')
        .where('writer_role', '=', writer.role)
        .where('writer_id', '=', writer.id)
        .where('sequence', '<=', throughSequence)
        .executeTakeFirstOrThrow();
      return Number(removed.numDeletedRows);
    },
  };
}

async function append(
  connection: CockpitConnection,
  headOf: AuditStore['head'],
  records: readonly AuditRecord[],
): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  let head = await headOf(first.writer);
  for (const record of records) {
    if (!follows(record, head, first.writer))
      throw new Error(`audit record ${record.sequence} does not follow the head of its chain`);
    head = record;
  }
  await connection.run([insertion(records.map((record) => auditRowOf(record, recordLine(record))))]);
}

// A call about a thousand orders has a thousand records: they go to the writer in one exchange.
function insertion(rows: readonly ReturnType<typeof auditRowOf>[]): Statement {
  const columns = Object.keys(rows[0] ?? {});
  return {
    sql: `INSERT INTO audit_record (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    rows: rows.map((row) => Object.values(row)),
  };
}

function follows(
  record: AuditRecord,
  head: { readonly sequence: number; readonly hash: string } | undefined,
  writer: AuditWriter,
): boolean {
  return (
    record.sequence === (head?.sequence ?? 0) + 1 &&
    record.previous === (head?.hash ?? noHash) &&
    record.writer.role === writer.role &&
    record.writer.id === writer.id
  );
}

/** What the columns let through is judged by the core, on the line itself. */
async function query(
  connection: CockpitConnection,
  filter: AuditFilter,
): Promise<readonly StoredAuditRecord[]> {
  const found: StoredAuditRecord[] = [];
  let beforeId = filter.beforeId ?? Number.MAX_SAFE_INTEGER;
  const count = Math.max(portion, filter.limit);
  for (;;) {
    const rows = await mayFit(connection, { ...filter, beforeId })
      .limit(count)
      .execute();
    for (const { audit_id: id, line } of rows) {
      // A line is a record that was sealed here or verified before it was stored.
      const stored = { id, record: JSON.parse(line) as AuditRecord };
      if (fitsFilter(stored, filter)) found.push(stored);
      if (found.length === filter.limit) return found;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < count) return found;
    beforeId = last.audit_id;
  }
}
