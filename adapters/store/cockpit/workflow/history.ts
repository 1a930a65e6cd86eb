import type { EndedCounts, HistoryStore, LogChunk, OrderLogLine } from '@interlock/workflow';
import { sql } from 'kysely';
import { fromJson } from '../column.ts';
import type { CockpitConnection } from '../tables.ts';
import { orderConditions, stepConditions } from './history-filter.ts';
import { projectionUnit } from './history-projection.ts';
import { orderRowOf, stepRowOf } from './history-row.ts';

/** The history in the Cockpit's database. */
export function historyStore(connection: CockpitConnection): HistoryStore {
  const { db } = connection;
  const orders = () => db.selectFrom('order_history').selectAll();
  const steps = () => db.selectFrom('step_history').selectAll();
  return {
    async cursor(controllerId) {
      const row = await db
        .selectFrom('history_cursor')
        .selectAll()
        .where('controller_id', '=', controllerId)
        .executeTakeFirst();
      return row && { journalId: row.journal_id, eventId: row.event_id };
    },
    project: (batch) => connection.run(projectionUnit(batch)),
    async orders(filter) {
      const rows = await orders()
        .where('parent_history_id', 'is', null)
        .where((eb) => eb.and(orderConditions(eb, filter)))
        .orderBy('begun_ms', 'desc')
        .orderBy('history_id', 'desc')
        .limit(filter.countMax)
        .execute();
      return rows.map(orderRowOf);
    },
    async order(key) {
      const query =
        'historyId' in key
          ? orders().where('history_id', '=', key.historyId)
          : orders().where('controller_id', '=', key.controllerId).where('order_id', '=', key.orderId);
      const row = await query.orderBy('history_id', 'desc').limit(1).executeTakeFirst();
      return row && orderRowOf(row);
    },
    async descendants(historyId) {
      const rows = await orders()
        .where('history_id', 'in', familyOf(historyId))
        .where('history_id', '!=', historyId)
        .orderBy('begun_ms')
        .orderBy('history_id')
        .execute();
      return rows.map(orderRowOf);
    },
    async steps(filter) {
      const rows = await steps()
        .where((eb) => eb.and(stepConditions(eb, filter)))
        .orderBy('started_at_ms', 'desc')
        .orderBy('task_id', 'desc')
        .limit(filter.countMax)
        .execute();
      return rows.map(stepRowOf);
    },
    async step(taskId) {
      const row = await steps().where('task_id', '=', taskId).executeTakeFirst();
      return row && stepRowOf(row);
    },
    orderLog: (historyId, after, countMax) => orderLog(connection, historyId, after, countMax),
    stepLog: (taskId, after, countMax) => stepLog(connection, taskId, after, countMax),
    countEnded: (controllerId, fromMs, toMs) => countEnded(connection, controllerId, fromMs, toMs),
  };
}

/** The row itself and those of its children and theirs. */
function familyOf(historyId: number) {
  return sql<number>`(
    WITH RECURSIVE family (history_id) AS (
      SELECT ${historyId}
      UNION ALL
      SELECT child.history_id FROM order_history AS child
      JOIN family ON child.parent_history_id = family.history_id
    )
    SELECT history_id FROM family
  )`;
}

async function orderLog(
  { db }: CockpitConnection,
  historyId: number,
  after: number,
  countMax: number,
): Promise<readonly OrderLogLine[]> {
  const rows = await db
    .selectFrom('order_log')
    .select(['line', 'task_id'])
    .where('history_id', 'in', familyOf(historyId))
    .where('event_id', '>', after)
    .orderBy('event_id')
    .orderBy('line_id')
    .limit(countMax)
    .execute();
  return rows.map(({ line, task_id: taskId }) => ({
    ...fromJson<OrderLogLine>(line),
    ...(taskId === null ? {} : { taskId }),
  }));
}

async function stepLog(
  { db }: CockpitConnection,
  taskId: number,
  after: number,
  countMax: number,
): Promise<readonly LogChunk[]> {
  const rows = await db
    .selectFrom('step_output')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('event_id', '>', after)
    .orderBy('event_id')
    .orderBy('chunk_id')
    .limit(countMax)
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    stream: row.stream as LogChunk['stream'],
    offset: row.byte_offset,
    text: row.text,
    atMs: row.at_ms,
  }));
}

async function countEnded(
  { db }: CockpitConnection,
  controllerId: string,
  fromMs: number,
  toMs: number,
): Promise<EndedCounts> {
  const rows = await db
    .selectFrom('order_history')
    .select(({ fn }) => ['result', fn.countAll<number>().as('count')])
    .where('controller_id', '=', controllerId)
    .where('parent_history_id', 'is', null)
    .where('ended_at_ms', '>=', fromMs)
    .where('ended_at_ms', '<', toMs)
    .groupBy('result')
    .execute();
  const count = (result: string) => rows.find((row) => row.result === result)?.count ?? 0;
  return { successful: count('successful'), failed: count('failed') };
}
