import { problem, refuse, Secret, succeed } from '@interlock/base';
import {
  type Account,
  type AccountQuery,
  type AccountStore,
  type BlocklistStore,
  type PasswordStore,
  roleNameKey,
} from '@interlock/iam';
import { byCodeUnits, type IamMemory } from './iam-state.ts';

/** Accounts in memory. */
export function memoryAccounts({ look, edit }: IamMemory): AccountStore {
  const sorted = (keep: (account: Account) => boolean) =>
    [...look().accounts.values()]
      .filter(keep)
      .sort((a, b) => byCodeUnits(a.name, b.name) || byCodeUnits(a.key, b.key));
  return {
    find: async (key) => look().accounts.get(key),
    findByName: async (serviceId, name) =>
      sorted((account) => account.serviceId === serviceId && account.name === name)[0],
    list: async (serviceId) =>
      sorted((account) => serviceId === undefined || account.serviceId === serviceId),
    page: async (query) => {
      const found = sorted((account) => isAsked(account, query));
      const items = found.slice(query.offset, query.offset + query.limit).map((account) => {
        const lastLoginAtMs = look().lastLogins.get(account.key);
        return {
          account,
          hasPassword: look().passwords.has(account.key),
          blocked: look().blocked.has(account.name.toLowerCase()),
          ...(lastLoginAtMs === undefined ? {} : { lastLoginAtMs }),
        };
      });
      return { items, total: found.length };
    },
    noteLogin: async (key, atMs) => {
      const { accounts, lastLogins } = edit();
      if (accounts.has(key)) lastLogins.set(key, atMs);
    },
    withRole: async (serviceId, role) =>
      sorted(
        (account) =>
          account.serviceId === serviceId &&
          account.roles.some((name) => roleNameKey(name) === roleNameKey(role)),
      ),
    dates: async (keys) =>
      keys.flatMap((key) => {
        const { accounts, lastLogins, assigned } = look();
        const account = accounts.get(key);
        if (account === undefined) return [];
        const lastLoginAtMs = lastLogins.get(key);
        const dated = account.roles.flatMap((name) => {
          const atMs = assigned.get(key)?.get(roleNameKey(name));
          return atMs === undefined ? [] : [[name, atMs] as const];
        });
        return [
          { key, ...(lastLoginAtMs === undefined ? {} : { lastLoginAtMs }), assignedAtMs: new Map(dated) },
        ];
      }),
    save: async (account, assignedAtMs) => {
      const [same] = sorted(
        ({ serviceId, name }) => serviceId === account.serviceId && name === account.name,
      );
      if (same !== undefined && same.key !== account.key)
        return refuse(problem('DuplicateName', undefined, { field: 'accountName' }));
      const roles = account.roles.filter(
        (name, index) =>
          account.roles.findIndex((other) => roleNameKey(other) === roleNameKey(name)) === index,
      );
      const { accounts, assigned } = edit();
      const before = accounts.get(account.key);
      const dates = datesAfter(before, assigned.get(account.key), { ...account, roles }, assignedAtMs);
      assigned.set(account.key, dates);
      accounts.set(account.key, { ...account, roles });
      return succeed(undefined);
    },
    remove: async (key) => {
      const { accounts, passwords, lastLogins, assigned } = edit();
      passwords.delete(key);
      lastLogins.delete(key);
      assigned.delete(key);
      return accounts.delete(key);
    },
  };
}

/** What an account had keeps its date or its want of one; what is added gets the time that is given. */
function datesAfter(
  before: Account | undefined,
  dates: ReadonlyMap<string, number> | undefined,
  { roles, createdAtMs }: Account,
  assignedAtMs: number | undefined,
): ReadonlyMap<string, number> {
  const had = new Set(before?.roles.map(roleNameKey));
  const added = assignedAtMs ?? (before === undefined ? createdAtMs : undefined);
  return new Map(
    roles.flatMap((name) => {
      const key = roleNameKey(name);
      const atMs = had.has(key) ? dates?.get(key) : added;
      return atMs === undefined ? [] : [[key, atMs] as const];
    }),
  );
}

function isAsked(account: Account, { serviceId, name, search, disabled }: AccountQuery): boolean {
  if (account.serviceId !== serviceId || (name !== undefined && account.name !== name)) return false;
  if (disabled !== undefined && account.disabled !== disabled) return false;
  const places = [account.name, account.email ?? ''];
  return search === undefined || places.some((text) => text.toLowerCase().includes(search.toLowerCase()));
}

/** Hashes of passwords in memory. */
export function memoryPasswords({ look, edit }: IamMemory): PasswordStore {
  return {
    find: async (key) => {
      const hash = look().passwords.get(key);
      return hash === undefined ? undefined : new Secret(hash);
    },
    save: async (key, hash) => {
      const { accounts, passwords } = edit();
      if (!accounts.has(key)) throw new Error('a password belongs to an account');
      passwords.set(key, hash.reveal());
    },
    replace: async (key, previous, next) => {
      const { passwords } = edit();
      if (passwords.get(key) !== previous.reveal()) return false;
      passwords.set(key, next.reveal());
      return true;
    },
    remove: async (key) => {
      edit().passwords.delete(key);
    },
  };
}

/** The blocklist in memory. */
export function memoryBlocklist({ look, edit }: IamMemory): BlocklistStore {
  return {
    find: async (name) => look().blocked.get(name),
    list: async () => [...look().blocked.values()].sort((a, b) => byCodeUnits(a.name, b.name)),
    save: async (entry) => {
      edit().blocked.set(entry.name, entry);
    },
    remove: async (name) => edit().blocked.delete(name),
  };
}
