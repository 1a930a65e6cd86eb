import { succeed } from '@interlock/base';
import { identityServiceName, mayTouchService } from '@interlock/iam';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { changeIdentity } from '../../../identity/change-identity.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** Renames an Identity Service, which keeps its accounts, roles and sessions. */
export function renameIdentityService(ports: CallPorts): Handler<'iam.identityservice.rename'> {
  return async ({ caller, facts, request }) => {
    const next = identityServiceName(request.identityServiceNewName, 'identityServiceNewName');
    if (!next.ok) return next;
    const renamed = await changeIdentity(
      ports,
      { caller, facts },
      {
        action: 'IdentityServiceRenamed',
        ...auditReason(request.auditLog),
        run: async (stores) => {
          const service = await serviceNamed(
            stores,
            request.identityServiceOldName,
            'identityServiceOldName',
          );
          if (!service.ok) return service;
          const allowed = mayTouchService(caller.rights, await stores.roles.list(service.value.id));
          if (!allowed.ok) return allowed;
          const saved = await stores.identityServices.save({ ...service.value, name: next.value });
          if (!saved.ok) return saved;
          return succeed({
            value: service.value.name,
            targets: [{ kind: 'identityService', id: service.value.name }],
            details: { next: next.value },
          });
        },
      },
    );
    if (!renamed.ok) return renamed;
    await ports.identityServices.look();
    return succeed({ identityServiceOldName: renamed.value, identityServiceNewName: next.value });
  };
}
