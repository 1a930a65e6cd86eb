import { succeed } from '@interlock/base';
import { endSessions, mayTouchService, rolesTouched, secondFactorStays } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Deletes an Identity Service with its accounts and roles; sessions that stand on it end. */
export function deleteIdentityService(ports: CallPorts): Handler<'iam.identityservice.delete'> {
  return async ({ caller, facts, request }) => {
    const deleted = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'IdentityServiceDeleted',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const service = await serviceNamed(stores, request.identityServiceName);
          if (!service.ok) return service;
          const { id, name, type } = service.value;
          const allowed = mayTouchService(
            caller.rights,
            await rolesTouched(stores, service.value, undefined),
          );
          if (!allowed.ok) return allowed;
          const unused = secondFactorStays(service.value, undefined, await stores.identityServices.list());
          if (!unused.ok) return unused;
          const ended = await endSessions(stores, { kind: 'serviceDeleted', serviceId: id });
          const { total } = await stores.accounts.page({ serviceId: id, limit: 1, offset: 0 });
          await stores.identityServices.remove(id);
          return succeed({
            value: undefined,
            targets: [{ kind: 'identityService', id: name }],
            details: { type, accounts: total, endedSessions: ended.length },
          });
        },
      },
    );
    if (!deleted.ok) return deleted;
    await ports.identityServices.look();
    return succeed({ ok: true });
  };
}
