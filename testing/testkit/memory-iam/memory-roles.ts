import { problem, refuse, succeed } from '@interlock/base';
import {
  type IdentityServiceId,
  type Role,
  type RoleName,
  type RoleStore,
  roleNameKey,
} from '@interlock/iam';
import { byCodeUnits, type IamMemory, type IamState } from './iam-state.ts';

/** Roles in memory. */
export function memoryRoles({ look, edit }: IamMemory): RoleStore {
  return {
    find: async (serviceId, name) => look().roles.get(keyOf(serviceId, name)),
    findAll: async (serviceId, names) => {
      const keys = new Set(names.map((name) => keyOf(serviceId, name)));
      return sorted([...keys].flatMap((key) => look().roles.get(key) ?? []));
    },
    list: async (serviceId) =>
      sorted(
        [...look().roles.values()].filter((role) => serviceId === undefined || role.serviceId === serviceId),
      ),
    holders: async (serviceId) => {
      const held = [...look().accounts.values()]
        .filter((account) => account.serviceId === serviceId)
        .flatMap((account) => account.roles.map(roleNameKey));
      return new Map([...Map.groupBy(held, (key) => key)].map(([key, all]) => [key, all.length]));
    },
    save: async (role) => {
      edit().roles.set(keyOf(role.serviceId, role.name), role);
    },
    rename: async (serviceId, from, to) => {
      const state = edit();
      const role = state.roles.get(keyOf(serviceId, from));
      if (role === undefined) return refuse(problem('UnknownObject', undefined, { field: 'roleName' }));
      if (roleNameKey(from) !== roleNameKey(to) && state.roles.has(keyOf(serviceId, to)))
        return refuse(problem('DuplicateName', undefined, { field: 'roleName' }));
      state.roles.delete(keyOf(serviceId, from));
      state.roles.set(keyOf(serviceId, to), { ...role, name: to });
      assignInstead(state, serviceId, from, [to]);
      return succeed(undefined);
    },
    remove: async (serviceId, name) => {
      const state = edit();
      assignInstead(state, serviceId, name, []);
      return state.roles.delete(keyOf(serviceId, name));
    },
  };
}

function assignInstead(
  { accounts, assigned }: IamState,
  serviceId: IdentityServiceId,
  from: RoleName,
  to: readonly RoleName[],
): void {
  for (const account of accounts.values())
    if (account.serviceId === serviceId) {
      accounts.set(account.key, {
        ...account,
        roles: account.roles.flatMap((name) => (roleNameKey(name) === roleNameKey(from) ? to : [name])),
      });
      const { [roleNameKey(from)]: atMs, ...others } = Object.fromEntries(assigned.get(account.key) ?? []);
      const moved = atMs === undefined ? [] : to.map((name) => [roleNameKey(name), atMs] as const);
      assigned.set(account.key, new Map([...Object.entries(others), ...moved]));
    }
}

function sorted(roles: readonly Role[]): readonly Role[] {
  return roles.toSorted(
    (a, b) => a.ordering - b.ordering || byCodeUnits(a.name, b.name) || byCodeUnits(a.serviceId, b.serviceId),
  );
}

function keyOf(serviceId: IdentityServiceId, name: RoleName): string {
  return `${serviceId} ${roleNameKey(name)}`;
}
