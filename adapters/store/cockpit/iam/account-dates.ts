import type { Account, AccountDates, AccountKey, RoleName } from '@interlock/iam';
import type { Kysely } from 'kysely';
import { jsonList } from '../../kysely/json-list.ts';
import { optional } from '../column.ts';
import type { CockpitTables } from '../tables.ts';

/** Since when accounts have their roles, and when they last logged in. */
export async function accountDates(
  db: Kysely<CockpitTables>,
  keys: readonly AccountKey[],
): Promise<readonly AccountDates[]> {
  const accounts = await db
    .selectFrom('account')
    .select(['account_key', 'last_login_ms'])
    .where('account_key', 'in', jsonList(keys))
    .execute();
  const roles = await db
    .selectFrom('account_role')
    .select(['account_key', 'role_name', 'since_ms'])
    .where('account_key', 'in', jsonList(keys))
    .where('since_ms', 'is not', null)
    .execute();
  const byKey = Map.groupBy(roles, (role) => role.account_key);
  return accounts.map(({ account_key: key, last_login_ms: lastLoginAtMs }) => ({
    key: key as AccountKey,
    ...optional('lastLoginAtMs', lastLoginAtMs),
    assignedAtMs: new Map(
      (byKey.get(key) ?? []).map(({ role_name: name, since_ms: sinceMs }) => [
        name as RoleName,
        sinceMs ?? 0,
      ]),
    ),
  }));
}

/**
 * Tells the date of each role of an account that is to be stored: what it had keeps its date, what is added begins
 * now, and what a new account brings begins with it.
 *
 * @returns a function from the key of a role to its date; null: not known.
 */
export async function roleDates(
  db: Kysely<CockpitTables>,
  { key, createdAtMs }: Account,
  assignedAtMs: number | undefined,
): Promise<(roleKey: string) => number | null> {
  const known = await db.selectFrom('account').select('account_key').where('account_key', '=', key).execute();
  const added = assignedAtMs ?? (known.length === 0 ? createdAtMs : null);
  const before = await db
    .selectFrom('account_role')
    .select(['role_key', 'since_ms'])
    .where('account_key', '=', key)
    .execute();
  const dates = new Map(before.map(({ role_key, since_ms }) => [role_key, since_ms]));
  return (roleKey) => (dates.has(roleKey) ? (dates.get(roleKey) ?? null) : added);
}
