import { problem, refuse, Secret, succeed } from '@interlock/base';
import {
  type Account,
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
    withRole: async (serviceId, role) =>
      sorted(
        (account) =>
          account.serviceId === serviceId &&
          account.roles.some((name) => roleNameKey(name) === roleNameKey(role)),
      ),
    save: async (account) => {
      const [same] = sorted(
        ({ serviceId, name }) => serviceId === account.serviceId && name === account.name,
      );
      if (same !== undefined && same.key !== account.key)
        return refuse(problem('DuplicateName', undefined, { field: 'accountName' }));
      const roles = account.roles.filter(
        (name, index) =>
          account.roles.findIndex((other) => roleNameKey(other) === roleNameKey(name)) === index,
      );
      edit().accounts.set(account.key, { ...account, roles });
      return succeed(undefined);
    },
    remove: async (key) => {
      const { accounts, passwords } = edit();
      passwords.delete(key);
      return accounts.delete(key);
    },
  };
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
