import { type AccountName, problem, refuse, succeed } from '@interlock/base';
import {
  type Account,
  type AccountKey,
  type AccountStore,
  type IdentityServiceId,
  type RoleName,
  roleNameKey,
} from '@interlock/iam';
import type { Selectable } from 'kysely';
import { jsonList } from '../../kysely/json-list.ts';
import { byCodeUnits, flag, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The accounts in the Cockpit's database. */
export function accountStore({ db }: CockpitConnection): AccountStore {
  const table = () => db.selectFrom('account').selectAll();
  const withRoles = async (rows: readonly Row[]) => {
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
    async withRole(serviceId, role) {
      const keys = db
        .selectFrom('account_role')
        .select('account_key')
        .where('role_key', '=', roleNameKey(role));
      const rows = table().where('service_id', '=', serviceId).where('account_key', 'in', keys);
      return withRoles(await rows.execute());
    },
    async save(account) {
      const row = rowOf(account);
      const other = await table()
        .where('service_id', '=', row.service_id)
        .where('name', '=', row.name)
        .where('account_key', '!=', row.account_key)
        .executeTakeFirst();
      if (other !== undefined)
        return refuse(problem('DuplicateName', `Another account is named ${other.name}.`));
      const { account_key: key, ...change } = row;
      await db
        .insertInto('account')
        .values(row)
        .onConflict((conflict) => conflict.column('account_key').doUpdateSet(change))
        .execute();
      await db.deleteFrom('account_role').where('account_key', '=', key).execute();
      const roles = roleRows(account);
      if (roles.length > 0) await db.insertInto('account_role').values(roles).execute();
      return succeed(undefined);
    },
    async remove(key) {
      const removed = await db.deleteFrom('account').where('account_key', '=', key).executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
  };
}

type Row = Selectable<CockpitTables['account']>;

const byNameAndKey = byCodeUnits<Account>(
  ({ name }) => name,
  ({ key }) => key,
);

function rowOf(account: Account): Row {
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

function roleRows({ key, roles }: Account): readonly CockpitTables['account_role'][] {
  const byRole = new Map<string, RoleName>();
  for (const role of roles) if (!byRole.has(roleNameKey(role))) byRole.set(roleNameKey(role), role);
  return [...byRole].map(([roleKey, role], place) => ({
    account_key: key,
    role_key: roleKey,
    role_name: role,
    place,
  }));
}

function accountOf(row: Row, roles: readonly { readonly role_name: string }[]): Account {
  return {
    key: row.account_key as AccountKey,
    serviceId: row.service_id as IdentityServiceId,
    name: row.name as AccountName,
    ...optional('email', row.email),
    disabled: row.disabled === 1,
    forcePasswordChange: row.force_password_change === 1,
    roles: roles.map((role) => role.role_name as RoleName),
    createdAtMs: row.created_at_ms,
  };
}
