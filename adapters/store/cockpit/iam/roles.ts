import { problem, refuse, succeed } from '@interlock/base';
import {
  type FolderEntry,
  type IdentityServiceId,
  type PermissionEntry,
  type Role,
  type RoleName,
  type RoleStore,
  roleNameKey,
} from '@interlock/iam';
import { jsonList } from '../../kysely/json-list.ts';
import { byCodeUnits, fromJson } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The roles in the Cockpit's database. */
export function roleStore(connection: CockpitConnection): RoleStore {
  const { db } = connection;
  const table = () => db.selectFrom('role').selectAll();
  const ofService = (serviceId: IdentityServiceId) => table().where('service_id', '=', serviceId);
  return {
    async find(serviceId, name) {
      const row = await ofService(serviceId).where('name_key', '=', roleNameKey(name)).executeTakeFirst();
      return row && roleOf(row);
    },
    async findAll(serviceId, names) {
      const keys = jsonList(names.map(roleNameKey));
      const rows = await ofService(serviceId).where('name_key', 'in', keys).execute();
      return rows.map(roleOf).sort(byOrderingAndName);
    },
    async list(serviceId) {
      const rows = await (serviceId === undefined ? table() : ofService(serviceId)).execute();
      return rows.map(roleOf).sort(byOrderingAndName);
    },
    async holders(serviceId) {
      const rows = await db
        .selectFrom('account_role')
        .innerJoin('account', 'account.account_key', 'account_role.account_key')
        .select(['account_role.role_key', (eb) => eb.fn.countAll<number>().as('count')])
        .where('account.service_id', '=', serviceId)
        .groupBy('account_role.role_key')
        .execute();
      return new Map(rows.map((row) => [row.role_key, Number(row.count)]));
    },
    async save(role) {
      const { service_id, name_key, ...change } = rowOf(role);
      await db
        .insertInto('role')
        .values({ service_id, name_key, ...change })
        .onConflict((conflict) => conflict.columns(['service_id', 'name_key']).doUpdateSet(change))
        .execute();
    },
    rename: (serviceId, from, to) => rename(connection, serviceId, from, to),
    async remove(serviceId, name) {
      const removed = await db
        .deleteFrom('role')
        .where('service_id', '=', serviceId)
        .where('name_key', '=', roleNameKey(name))
        .executeTakeFirstOrThrow();
      await rolesOfAccounts(connection, serviceId, name, 'remove');
      return removed.numDeletedRows > 0n;
    },
  };
}

const byOrderingAndName = byCodeUnits<Role>(
  ({ ordering }) => ordering,
  ({ name }) => name,
  ({ serviceId }) => serviceId,
);

async function rename(
  connection: CockpitConnection,
  serviceId: IdentityServiceId,
  from: RoleName,
  to: RoleName,
) {
  const { db } = connection;
  const [fromKey, toKey] = [roleNameKey(from), roleNameKey(to)];
  const row = (key: string) =>
    db
      .selectFrom('role')
      .select('name')
      .where('service_id', '=', serviceId)
      .where('name_key', '=', key)
      .executeTakeFirst();
  if ((await row(fromKey)) === undefined)
    return refuse(problem('UnknownObject', `There is no role ${from}.`));
  if (fromKey !== toKey && (await row(toKey)) !== undefined)
    return refuse(problem('DuplicateName', `There is a role ${to} already.`));
  await db
    .updateTable('role')
    .set({ name: to, name_key: toKey })
    .where('service_id', '=', serviceId)
    .where('name_key', '=', fromKey)
    .execute();
  await rolesOfAccounts(connection, serviceId, from, { to });
  return succeed(undefined);
}

/** Lets the accounts of a service follow what becomes of a role. */
async function rolesOfAccounts(
  { db }: CockpitConnection,
  serviceId: IdentityServiceId,
  from: RoleName,
  change: 'remove' | { readonly to: RoleName },
): Promise<void> {
  const accounts = db.selectFrom('account').select('account_key').where('service_id', '=', serviceId);
  if (change !== 'remove' && roleNameKey(change.to) !== roleNameKey(from)) {
    // An account may hold the new name from before: a name without a role. It is held once.
    await db
      .deleteFrom('account_role')
      .where('role_key', '=', roleNameKey(from))
      .where('account_key', 'in', accounts)
      .where('account_key', 'in', (inner) =>
        inner.selectFrom('account_role').select('account_key').where('role_key', '=', roleNameKey(change.to)),
      )
      .execute();
  }
  if (change === 'remove') {
    await db
      .deleteFrom('account_role')
      .where('role_key', '=', roleNameKey(from))
      .where('account_key', 'in', accounts)
      .execute();
    return;
  }
  await db
    .updateTable('account_role')
    .set({ role_name: change.to, role_key: roleNameKey(change.to) })
    .where('role_key', '=', roleNameKey(from))
    .where('account_key', 'in', accounts)
    .execute();
}

function rowOf(role: Role): CockpitTables['role'] {
  return {
    service_id: role.serviceId,
    name_key: roleNameKey(role.name),
    name: role.name,
    ordering: role.ordering,
    permissions: JSON.stringify(role.permissions),
    folders: JSON.stringify(role.folders),
  };
}

function roleOf(row: CockpitTables['role']): Role {
  return {
    serviceId: row.service_id as IdentityServiceId,
    name: row.name as RoleName,
    ordering: row.ordering,
    permissions: fromJson<readonly PermissionEntry[]>(row.permissions),
    folders: fromJson<readonly FolderEntry[]>(row.folders),
  };
}
