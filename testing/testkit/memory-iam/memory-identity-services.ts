import { problem, refuse, succeed } from '@interlock/base';
import { byOrdering, type IdentityServiceStore, identityServiceNameKey as key } from '@interlock/iam';
import type { IamMemory } from './iam-state.ts';

/** Identity Services in memory. */
export function memoryIdentityServices({ look, edit }: IamMemory): IdentityServiceStore {
  const findByName = (name: string) =>
    [...look().services.values()].find((service) => key(service.name) === key(name));
  return {
    list: async () => [...look().services.values()].sort(byOrdering),
    find: async (id) => look().services.get(id),
    findByName: async (name) => findByName(name),
    save: async (service) => {
      const same = findByName(service.name);
      if (same !== undefined && same.id !== service.id)
        return refuse(problem('DuplicateName', undefined, { field: 'identityServiceName' }));
      edit().services.set(service.id, service);
      return succeed(undefined);
    },
    remove: async (id) => {
      const { services, accounts, passwords, roles, settings } = edit();
      for (const account of accounts.values())
        if (account.serviceId === id) {
          accounts.delete(account.key);
          passwords.delete(account.key);
        }
      for (const [roleKey, role] of roles) if (role.serviceId === id) roles.delete(roleKey);
      for (const setting of settings.values()) if (setting.serviceId === id) settings.delete(setting.id);
      return services.delete(id);
    },
  };
}
