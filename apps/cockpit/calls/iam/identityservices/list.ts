import { succeed } from '@interlock/base';
import { identityServiceNameKey } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { serviceAnswer } from '../../../identity/service-answer.ts';
import { typeItems, typeNames } from '../../../mapping/identity-service.ts';
import type { Handler } from '../../call-handler.ts';

/** The Identity Services in the order of their use; one that can not be used says why. */
export function listIdentityServices(ports: CallPorts): Handler<'iam.identityservices'> {
  return async ({ caller, request, signal }) => {
    const { identityServiceName: name, identityServiceType: type, disabled, secondFactor } = request;
    const stores = ports.data.read;
    const stored = await stores.identityServices.list();
    const wanted = stored.filter(
      (service) =>
        (name === undefined || identityServiceNameKey(service.name) === identityServiceNameKey(name)) &&
        (type === undefined || service.type === type) &&
        (disabled === undefined || service.disabled === disabled) &&
        (secondFactor === undefined || service.secondFactor === secondFactor),
    );
    const answering = { stores, identityServices: ports.identityServices, stored, signal };
    const asks = request.withPermissions ? caller : undefined;
    return succeed({
      identityServiceItems: await Promise.all(
        wanted.map((service) => serviceAnswer(answering, service, asks)),
      ),
      identityServiceTypes: [...typeNames],
      types: [...typeItems],
    });
  };
}
