import { problem, refuse, succeed } from '@interlock/base';
import { liftThrottling } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { canonicalNames } from '../../../identity/account-names.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { mayTouchName } from '../../../identity/may-touch-name.ts';
import type { Handler } from '../../call-handler.ts';

/** Forgets the failed logins of names, all or none (semantics §5.8): who is locked or waits may try again at once. */
export function unthrottleAccounts(ports: CallPorts): Handler<'iam.accounts.unthrottle'> {
  return async ({ caller, facts, request }) => {
    const names = canonicalNames(request.accountNames);
    if (!names.ok) return names;
    const lifted = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'AccountUnthrottled',
        ...auditReason(request.auditLog),
        async run(stores) {
          for (const name of names.value) {
            const allowed = await mayTouchName(stores, caller, name, facts.atMs);
            if (!allowed.ok) return allowed;
            if (!(await liftThrottling(stores.throttle, name)))
              return refuse(problem('UnknownObject', `No failed login of ${name} is counted.`));
          }
          const targets = names.value.map((id) => ({ kind: 'account', id }) as const);
          return succeed({ value: undefined, targets });
        },
      },
    );
    return lifted.ok ? succeed({ ok: true }) : lifted;
  };
}
