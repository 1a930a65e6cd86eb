import { refuse, succeed } from '@interlock/base';
import { renameAccount as rename } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { accountNamed, nameIn } from '../../../identity/account-named.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Gives an account another name. */
export function renameAccount(ports: CallPorts): Handler<'iam.account.rename'> {
  return async (call) => {
    const { identityServiceName, accountOldName, accountNewName, auditLog } = call.request;
    return changeIdentity(ports, call, {
      action: 'AccountRenamed',
      ...auditReason(auditLog),
      run: async (stores) => {
        const service = await serviceNamed(stores, identityServiceName);
        if (!service.ok) return service;
        const account = await accountNamed(stores, service.value, accountOldName, 'accountOldName');
        if (!account.ok) return account;
        const name = nameIn(service.value, accountNewName, 'accountNewName');
        if (!name.ok) return name;
        const renamed = await rename(stores, call.caller.rights, account.value, name.value);
        if (!renamed.ok) return refuse({ ...renamed.problem, field: 'accountNewName' });
        return succeed({
          value: { ok: true as const },
          targets: [{ kind: 'account', id: name.value }],
          details: { identityService: service.value.name, before: account.value.name },
        });
      },
    });
  };
}
