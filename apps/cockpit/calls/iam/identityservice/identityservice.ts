import { succeed } from '@interlock/base';
import type { CallPorts } from '../../../call-ports.ts';
import { serviceAnswer } from '../../../identity/service-answer.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import type { Handler } from '../../call-handler.ts';

/** One Identity Service. */
export function readIdentityService(ports: CallPorts): Handler<'iam.identityservice'> {
  return async ({ caller, request, signal }) => {
    const stores = ports.data.read;
    const service = await serviceNamed(stores, request.identityServiceName);
    if (!service.ok) return service;
    const stored = await stores.identityServices.list();
    return succeed(
      await serviceAnswer(
        { stores, identityServices: ports.identityServices, stored, signal },
        service.value,
        request.withPermissions ? caller : undefined,
      ),
    );
  };
}
