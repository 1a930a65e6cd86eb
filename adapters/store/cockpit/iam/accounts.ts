import { problem, refuse, succeed } from '@interlock/base';
import { type Account, type AccountStore, type RoleName, roleNameKey } from '@interlock/iam';
import { jsonList } from '../../kysely/json-list.ts';
import { byCodeUnits, flag } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';
import { accountDates, roleDates } from './account-dates.ts';
import { accountPage } from './account-page.ts';
import { type AccountRow, accountOf } from './account-row.ts';

/** The accounts in the Cockpit's database. */
export function accountStore({ db }: CockpitConnection): AccountStore {
  const table = () => db.selectFrom('account').selectAll();
  const withRoles = async (rows: readonly AccountRow[]) => {
    const keys = rows.map((row) => row.account_key);
    const roles = await db
      .selectFrom('account_role')
      .select(['account_key', 'role_name'])
      .where('account_key', 'in', jsonList(keys))
      .orderBy('place')
      .execute();
    const byKey = Map.groupBy(roles, (role) => role.account_key);
    return rows.map((row) => accountOf(row, byKey.get(row.account_key) ?? [])).sort(byNameAndKey);
  };
  return {
    async find(key) {
      return (await withRoles(await table().where('account_key', '=', key).execute()))[0];
    },
    async findByName(serviceId, name) {
      const rows = await table().where('service_id', '=', serviceId).where('name', '=', name).execute();
      return (await withRoles(rows))[0];
    },
    async list(serviceId) {
      const rows = serviceId === undefined ? table() : table().where('service_id', '=', serviceId);
      return withRoles(await rows.execute());
    },
    page: (query) => accountPage(db, query),
    async noteLogin(key, atMs) {
      await db.updateTable('account').set({ last_login_ms: atMs }).where('account_key', '=', key).execute();
    },
    async withRole(serviceId, role) {
      const keys = db
        .selectFrom('account_role')
        .select('account_key')
        .where('role_key', '=', roleNameKey(role));
      const rows = table().where('service_id', '=', serviceId).where('account_key', 'in', keys);
      return withRoles(await rows.execute());
    },
    dates: (keys) => accountDates(db, keys),
    async save(account, assignedAtMs) {
      const row = rowOf(account);
      const other = await table()
        .where('service_id', '=', row.service_id)
        .where('name', '=', row.name)
        .where('account_key', '!=', row.account_key)
        .executeTakeFirst();
      if (other !== undefined)
        return refuse(problem('DuplicateName', `Another account is named ${other.name}.`));
      const { account_key: key, ...change } = row;
      const dateOf = await roleDates(db, account, assignedAtMs);
      await db
        .insertInto('account')
        .values({ ...row, last_login_ms: null })
        .onConflict((conflict) => conflict.column('account_key').doUpdateSet(change))
        .execute();
      await db.deleteFrom('account_role').where('account_key', '=', key).execute();
      const roles = roleRows(account).map((role) => ({ ...role, since_ms: dateOf(role.role_key) }));
      if (roles.length > 0) await db.insertInto('account_role').values(roles).execute();
      return succeed(undefined);
    },
    async remove(key) {
      const removed = await db.deleteFrom('account').where('account_key', '=', key).executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
  };
}

const byNameAndKey = byCodeUnits<Account>(
  ({ name }) => name,
  ({ key }) => key,
);

function rowOf(account: Account): Omit<AccountRow, 'last_login_ms'> {
  return {
    account_key: account.key,
    service_id: account.serviceId,
    name: account.name,
    email: account.email ?? null,
    disabled: flag(account.disabled),
    force_password_change: flag(account.forcePasswordChange),
    created_at_ms: account.createdAtMs,
  };
}

function roleRows({ key, roles }: Account): readonly Omit<CockpitTables['account_role'], 'since_ms'>[] {
  const byRole = new Map<string, RoleName>();
  for (const role of roles) if (!byRole.has(roleNameKey(role))) byRole.set(roleNameKey(role), role);
  return [...byRole].map(([roleKey, role], place) => ({
    account_key: key,
    role_key: roleKey,
    role_name: role,
    place,
  }));
}
