import { problem, refuse, succeed } from '@interlock/base';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { canonicalNames } from '../../../identity/account-names.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { mayTouchName } from '../../../identity/may-touch-name.ts';
import type { Handler } from '../../call-handler.ts';

/** Takes names off the blocklist, all or none (semantics §5.8). */
export function deleteBlockedAccounts(ports: CallPorts): Handler<'iam.blockedAccounts.delete'> {
  return async ({ caller, facts, request }) => {
    const names = canonicalNames(request.accountNames);
    if (!names.ok) return names;
    const deleted = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'AccountUnblocked',
        ...auditReason(request.auditLog),
        async run(stores) {
          for (const name of names.value) {
            const allowed = await mayTouchName(stores, caller, name, facts.atMs);
            if (!allowed.ok) return allowed;
            if (!(await stores.blocklist.remove(name)))
              return refuse(problem('UnknownObject', `The name ${name} is not on the blocklist.`));
          }
          const targets = names.value.map((id) => ({ kind: 'blockedAccount', id }) as const);
          return succeed({ value: undefined, targets });
        },
      },
    );
    return deleted.ok ? succeed({ ok: true }) : deleted;
  };
}
