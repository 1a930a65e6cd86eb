import type { AccountPage, AccountQuery } from '@interlock/iam';
import { sql } from 'kysely';
import { jsonList } from '../../kysely/json-list.ts';
import { byCodeUnits, flag, nameKey } from '../column.ts';
import type { CockpitConnection } from '../tables.ts';
import { type AccountRow, accountOf } from './account-row.ts';

/**
 * A piece of the accounts of a service, in six statements whatever the number of accounts: the index gives the piece
 * in its order, and how many there are stands in a table of its own. A search reads the service's accounts once.
 */
export async function accountPage(db: CockpitConnection['db'], query: AccountQuery): Promise<AccountPage> {
  return { items: await listed(db, await rowsOf(db, query)), total: await totalOf(db, query) };
}

/** The keys come out of the index alone, so that what is passed over is never looked up. */
async function rowsOf(db: CockpitConnection['db'], query: AccountQuery): Promise<readonly AccountRow[]> {
  const piece = await matching(db, query)
    .select('account_key')
    .orderBy('name')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const keys = piece.map((row) => row.account_key);
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .where('account_key', 'in', jsonList(keys))
    .execute();
  const byKey = new Map(rows.map((row) => [row.account_key, row]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

function matching(db: CockpitConnection['db'], { serviceId, name, search, disabled }: AccountQuery) {
  const folded = search === undefined ? undefined : nameKey(search);
  return db
    .selectFrom('account')
    .where('service_id', '=', serviceId)
    .$if(name !== undefined, (rows) => rows.where('name', '=', name ?? ''))
    .$if(disabled !== undefined, (rows) => rows.where('disabled', '=', flag(disabled ?? false)))
    .$if(folded !== undefined, (rows) =>
      rows.where((at) =>
        at.or([
          sql<boolean>`instr(lower(name), ${folded}) > 0`,
          sql<boolean>`instr(lower(email), ${folded}) > 0`,
        ]),
      ),
    );
}

async function totalOf(db: CockpitConnection['db'], query: AccountQuery): Promise<number> {
  const { serviceId, disabled } = query;
  const counted =
    query.name === undefined && query.search === undefined
      ? db
          .selectFrom('account_count')
          .where('service_id', '=', serviceId)
          .$if(disabled !== undefined, (rows) => rows.where('disabled', '=', flag(disabled ?? false)))
          .select((at) => at.fn.sum<number>('accounts').as('count'))
      : matching(db, query).select((at) => at.fn.countAll<number>().as('count'));
  return Number((await counted.executeTakeFirst())?.count ?? 0);
}

async function listed(
  db: CockpitConnection['db'],
  rows: readonly AccountRow[],
): Promise<AccountPage['items']> {
  const keys = jsonList(rows.map((row) => row.account_key));
  const roles = await db
    .selectFrom('account_role')
    .select(['account_key', 'role_name', 'place'])
    .where('account_key', 'in', keys)
    .execute();
  const passwords = await db
    .selectFrom('password')
    .select('account_key')
    .where('account_key', 'in', keys)
    .execute();
  const blocked = await db
    .selectFrom('blocked_name')
    .select('name')
    .where('name', 'in', jsonList(rows.map(({ name }) => nameKey(name))))
    .execute();
  const inPlace = [...roles].sort(byCodeUnits(({ place }) => place));
  const rolesByKey = Map.groupBy(inPlace, (role) => role.account_key);
  const withPassword = new Set(passwords.map((row) => row.account_key));
  const blockedNames = new Set(blocked.map(({ name }) => name));
  return rows.map((row) => ({
    account: accountOf(row, rolesByKey.get(row.account_key) ?? []),
    hasPassword: withPassword.has(row.account_key),
    blocked: blockedNames.has(nameKey(row.name)),
    ...(row.last_login_ms === null ? {} : { lastLoginAtMs: row.last_login_ms }),
  }));
}
