import { refuse, succeed } from '@interlock/base';
import { oneTimePassword as newPassword, resetPassword } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { accountNamed } from '../../../identity/account-named.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { notOwnPassword } from '../../../identity/not-own-password.ts';
import { passwordsKept } from '../../../identity/passwords-kept.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Gives an account a random password, and shows it this once. */
export function oneTimePassword(ports: CallPorts): Handler<'iam.account.onetimepassword'> {
  return async (call) => {
    const { identityServiceName, accountName, auditLog } = call.request;
    const password = newPassword(ports.randomBytes);
    const hash = await ports.hasher.hash(password, call.signal);
    if (!hash.ok) return refuse(hash.problem);
    return changeIdentity(ports, call, {
      action: 'PasswordReset',
      ...auditReason(auditLog),
      run: async (stores) => {
        const service = await serviceNamed(stores, identityServiceName);
        if (!service.ok) return service;
        const fitting = passwordsKept(service.value);
        if (!fitting.ok) return fitting;
        const account = await accountNamed(stores, service.value, accountName);
        if (!account.ok) return account;
        const other = notOwnPassword(call.caller, account.value);
        if (!other.ok) return other;
        const reset = await resetPassword(stores, call.caller.rights, account.value, hash.value);
        if (!reset.ok) return reset;
        const names = { identityServiceName: service.value.name, accountName: account.value.name };
        return succeed({
          // Shown once: the caller is the only one who ever reads it.
          value: { ...names, password: password.reveal() },
          targets: [{ kind: 'account', id: account.value.name }],
          details: { identityService: service.value.name, password: 'oneTime' },
        });
      },
    });
  };
}
