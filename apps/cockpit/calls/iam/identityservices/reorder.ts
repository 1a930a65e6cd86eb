import { succeed } from '@interlock/base';
import { identityServiceNameKey, mayTouchService, putInOrder } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import type { Handler } from '../../call-handler.ts';

/**
 * Puts the Identity Services into another order of use. Which one is asked first decides who proves a name, and who is
 * shown a password, so the caller has to hold all that the roles of any service give (semantics §2.8).
 */
export function reorderIdentityServices(ports: CallPorts): Handler<'iam.identityservices.reorder'> {
  return async ({ caller, facts, request }) => {
    const done = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'IdentityServicesReordered',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const moved = putInOrder(
            await stores.identityServices.list(),
            request.identityServiceNames,
            ({ name }) => name,
            identityServiceNameKey,
            'identityServiceNames',
          );
          if (!moved.ok) return moved;
          const allowed =
            moved.value.length === 0
              ? succeed(undefined)
              : mayTouchService(caller.rights, await stores.roles.list());
          if (!allowed.ok) return allowed;
          for (const service of moved.value) {
            const saved = await stores.identityServices.save(service);
            if (!saved.ok) return saved;
          }
          return succeed({
            value: undefined,
            targets: moved.value.map(({ name: id }) => ({ kind: 'identityService', id })),
          });
        },
      },
    );
    if (!done.ok) return done;
    await ports.identityServices.look();
    return succeed({ ok: true });
  };
}
