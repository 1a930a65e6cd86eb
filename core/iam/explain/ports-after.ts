import type { Account } from '../accounts/account.ts';
import type { IamPorts } from '../iam-ports.ts';
import { type RoleName, roleNameKey } from '../permissions/role-name.ts';
import type { ChangeDraft } from './change-draft.ts';
import { type AccessPicture, roleKey } from './subject.ts';

/**
 * The stores as they would answer after a change, so that a rule which asks them decides about the draft as it will
 * decide about the change. For reading roles and accounts one by one; lists of accounts stay as they are.
 *
 * @param after what the draft makes of everybody's roles.
 */
export function portsAfter(ports: IamPorts, { roles }: AccessPicture, draft: ChangeDraft): IamPorts {
  const { accounts } = ports;
  const changed = (account: Account): Account =>
    draft.kind === 'assignment' && account.serviceId === draft.serviceId && account.name === draft.accountName
      ? { ...account, roles: draft.roles }
      : account;
  return {
    ...ports,
    roles: {
      ...ports.roles,
      find: async (serviceId, name) =>
        roles.find((role) => roleKey(role.serviceId, role.name) === roleKey(serviceId, name)),
      findAll: async (serviceId, names) => {
        const keys = new Set(names.map((name) => roleKey(serviceId, name)));
        return roles.filter((role) => keys.has(roleKey(role.serviceId, role.name)));
      },
      list: async (serviceId) =>
        roles.filter((role) => serviceId === undefined || role.serviceId === serviceId),
    },
    accounts: {
      ...accounts,
      find: async (key) => mapped(await accounts.find(key), changed),
      findByName: async (serviceId, name) => mapped(await accounts.findByName(serviceId, name), changed),
      withRole: async (serviceId, role) => {
        const found = (await accounts.withRole(serviceId, role)).map(changed);
        const newcomers = draft.kind === 'assignment' ? (await accounts.list(serviceId)).map(changed) : [];
        const byKey = new Map([...found, ...newcomers].map((account) => [account.key, account]));
        return [...byKey.values()].filter((account) => hasRole(account, role));
      },
    },
  };
}

function mapped(account: Account | undefined, changed: (account: Account) => Account): Account | undefined {
  return account && changed(account);
}

function hasRole({ roles }: Account, role: RoleName): boolean {
  return roles.some((name) => roleNameKey(name) === roleNameKey(role));
}
