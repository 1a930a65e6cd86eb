import type { FolderPath } from '@interlock/base';
import {
  type AccountKey,
  type AuthorizationRequest,
  type DecisionRecord,
  type DecisionStore,
  type RefusalRecord,
  refusalsPerAccountMax,
} from '@interlock/iam';
import { type Kysely, type Selectable, sql } from 'kysely';
import { flag } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

const dayMs = 24 * 60 * 60_000;

/** Decisions and refusals in the Cockpit's database. */
export function decisionStore({ db }: CockpitConnection): DecisionStore {
  return {
    async count(records) {
      if (records.length > 0) await countAll(db, records);
    },
    async list(accountKey, sinceMs) {
      const rows = await db
        .selectFrom('decision')
        .where('account_key', '=', accountKey)
        .where('day', '>=', dayOf(sinceMs))
        .select(({ fn }) => [
          'account_key',
          'permission',
          'controller_id',
          'folder',
          'allowed',
          fn.sum<number>('times').as('times'),
          fn.max('last_at_ms').as('last_at_ms'),
        ])
        .groupBy(['account_key', 'permission', 'controller_id', 'folder', 'allowed'])
        .orderBy('last_at_ms', 'desc')
        .orderBy('permission')
        .orderBy('controller_id')
        .orderBy('folder')
        .execute();
      return rows.map(recordOf);
    },
    async questions(sinceMs) {
      const different = db
        .selectFrom('decision')
        .select(['account_key', 'permission', 'controller_id', 'folder', 'allowed'])
        .distinct()
        .where('day', '>=', dayOf(sinceMs));
      const rows = await db
        .selectFrom(different.as('question'))
        .select(({ fn }) => ['account_key', fn.countAll<number>().as('questions')])
        .groupBy('account_key')
        .execute();
      return new Map(rows.map((row) => [row.account_key as AccountKey, Number(row.questions)]));
    },
    async firstDayMs() {
      const first = await db
        .selectFrom('decision')
        .select('last_at_ms')
        .orderBy('last_at_ms')
        .limit(1)
        .executeTakeFirst();
      return first === undefined ? undefined : dayOf(first.last_at_ms) * dayMs;
    },
    async addRefusals(refusals) {
      for (const refusal of refusals)
        await db
          .insertInto('refusal')
          .values(refusalRow(refusal))
          .onConflict((conflict) => conflict.column('reference').doNothing())
          .execute();
      for (const key of new Set(refusals.map(({ accountKey }) => accountKey))) await cutRefusals(db, key);
    },
    async findRefusal(reference) {
      const row = await db
        .selectFrom('refusal')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst();
      return row && refusalOf(row);
    },
    async trim(beforeMs, { ofAll, ofOne }) {
      const old = await db
        .deleteFrom('decision')
        .where('last_at_ms', '<', beforeMs)
        .executeTakeFirstOrThrow();
      const refusals = await db.deleteFrom('refusal').where('at_ms', '<', beforeMs).executeTakeFirstOrThrow();
      let removed = Number(old.numDeletedRows + refusals.numDeletedRows);
      const large = await db
        .selectFrom('decision')
        .select('account_key')
        .groupBy('account_key')
        .having(({ fn }) => fn.countAll<number>(), '>', ofOne)
        .execute();
      for (const { account_key: key } of large) removed += await cutDecisions(db, ofOne, key);
      return removed + (await cutDecisions(db, ofAll));
    },
  };
}

/** Leaves the newest decisions, of one account or of all. What is as old as the first to go goes too, so the bound holds. */
async function cutDecisions(db: Kysely<CockpitTables>, max: number, accountKey?: string): Promise<number> {
  const all = db.selectFrom('decision').select('last_at_ms');
  const border = await (accountKey === undefined ? all : all.where('account_key', '=', accountKey))
    .orderBy('last_at_ms', 'desc')
    .limit(1)
    .offset(max)
    .executeTakeFirst();
  if (border === undefined) return 0;
  const surplus = db.deleteFrom('decision').where('last_at_ms', '<=', border.last_at_ms);
  const removed = await (accountKey === undefined
    ? surplus
    : surplus.where('account_key', '=', accountKey)
  ).executeTakeFirstOrThrow();
  return Number(removed.numDeletedRows);
}

/** One statement, however many records there are. */
async function countAll(db: Kysely<CockpitTables>, records: readonly DecisionRecord[]): Promise<void> {
  const rows = records.map(({ accountKey, permission, controllerId, folder, allowed, count, lastAtMs }) => [
    accountKey,
    permission,
    controllerId ?? '',
    folder ?? '',
    flag(allowed),
    dayOf(lastAtMs),
    count,
    lastAtMs,
  ]);
  const cells = sql.join([0, 1, 2, 3, 4, 5, 6, 7].map((at) => sql`value ->> ${sql.lit(at)}`));
  await sql`
    INSERT INTO decision
      (account_key, permission, controller_id, folder, allowed, day, times, last_at_ms)
    SELECT ${cells} FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT DO UPDATE SET
      times = times + excluded.times,
      last_at_ms = max(last_at_ms, excluded.last_at_ms)
  `.execute(db);
}

/** Leaves the newest refusals of an account. */
async function cutRefusals(db: Kysely<CockpitTables>, accountKey: AccountKey): Promise<void> {
  const displaced = await db
    .selectFrom('refusal')
    .select('refusal_id')
    .where('account_key', '=', accountKey)
    .orderBy('refusal_id', 'desc')
    .limit(1)
    .offset(refusalsPerAccountMax)
    .executeTakeFirst();
  if (displaced === undefined) return;
  await db
    .deleteFrom('refusal')
    .where('account_key', '=', accountKey)
    .where('refusal_id', '<=', displaced.refusal_id)
    .execute();
}

function dayOf(atMs: number): number {
  return Math.floor(atMs / dayMs);
}

function recordOf(row: Omit<Selectable<CockpitTables['decision']>, 'day'>): DecisionRecord {
  return {
    accountKey: row.account_key as AccountKey,
    ...placeOf(row.permission, row.controller_id, row.folder),
    allowed: row.allowed === 1,
    count: Number(row.times),
    lastAtMs: row.last_at_ms,
  };
}

/** What was asked; an empty or absent column was none. */
function placeOf(
  permission: string,
  controllerId: string | null,
  folder: string | null,
): AuthorizationRequest {
  return {
    permission,
    ...(controllerId ? { controllerId } : {}),
    ...(folder ? { folder: folder as FolderPath } : {}),
  };
}

function refusalRow(refusal: RefusalRecord): Omit<Selectable<CockpitTables['refusal']>, 'refusal_id'> {
  return {
    reference: refusal.reference,
    at_ms: refusal.atMs,
    account_key: refusal.accountKey,
    account_name: refusal.accountName,
    service_name: refusal.serviceName,
    permission: refusal.request?.permission ?? null,
    controller_id: refusal.request?.controllerId ?? null,
    folder: refusal.request?.folder ?? null,
    reason: refusal.reason,
  };
}

function refusalOf(row: Selectable<CockpitTables['refusal']>): RefusalRecord {
  return {
    reference: row.reference,
    atMs: row.at_ms,
    accountKey: row.account_key as AccountKey,
    accountName: row.account_name,
    serviceName: row.service_name,
    ...(row.permission === null ? {} : { request: placeOf(row.permission, row.controller_id, row.folder) }),
    reason: row.reason,
  };
}
