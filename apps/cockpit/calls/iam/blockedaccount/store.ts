import { accountName, succeed } from '@interlock/base';
import { endSessions } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { mayTouchName } from '../../../identity/may-touch-name.ts';
import type { Handler } from '../../call-handler.ts';

/**
 * Puts a name on the blocklist: it logs in nowhere any more, whatever service answers for it, and its sessions end
 * (semantics §1.7, §3.6). A name that stands there already keeps its date and gets the new comment.
 */
export function storeBlockedAccount(ports: CallPorts): Handler<'iam.blockedAccount.store'> {
  return async ({ caller, facts, request }) => {
    const name = accountName(request.accountName);
    if (!name.ok) return name;
    const blocked = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'AccountBlocked',
        ...auditReason(request.auditLog),
        async run(stores) {
          const allowed = await mayTouchName(stores, caller, name.value, facts.atMs);
          if (!allowed.ok) return allowed;
          const before = await stores.blocklist.find(name.value);
          await stores.blocklist.save({
            name: name.value,
            comment: request.comment ?? '',
            sinceMs: before?.sinceMs ?? facts.atMs,
          });
          const ended = await endSessions(stores, { kind: 'nameBlocked', name: name.value });
          return succeed({
            value: undefined,
            targets: [{ kind: 'blockedAccount', id: name.value }],
            details: { comment: request.comment ?? '', endedSessions: ended.length },
          });
        },
      },
    );
    return blocked.ok ? succeed({ ok: true }) : blocked;
  };
}
