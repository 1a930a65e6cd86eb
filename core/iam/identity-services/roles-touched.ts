import type { IamPorts } from '../iam-ports.ts';
import type { Role } from '../permissions/role.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';
import { traitsOf } from './identity-service-types.ts';
import { seesMorePasswords } from './wished-service.ts';

/**
 * The roles whose holders a change of a service touches, all of which the caller has to hold (semantics §2.8): those of
 * the service and of each that needs it as second factor. Where it changes whether all have to show its proof, or shows
 * it the passwords of others, those of every service: it could keep everybody out, let them in by less, or become them.
 *
 * @param before absent for a new service.
 * @param after absent for one that is deleted.
 */
export async function rolesTouched(
  { identityServices, roles }: Pick<IamPorts, 'identityServices' | 'roles'>,
  before: IdentityServiceSettings | undefined,
  after: IdentityServiceSettings | undefined,
): Promise<readonly Role[]> {
  const sees = after !== undefined && seesMorePasswords(before, after);
  if (sees || isAskedOfAll(before) !== isAskedOfAll(after)) return roles.list();
  const id = after?.id ?? before?.id;
  const touched = (await identityServices.list()).filter(
    (service) => service.id === id || service.secondFactorServiceId === id,
  );
  return (await Promise.all(touched.map((service) => roles.list(service.id)))).flat();
}

/** Whether nobody logs in by account and password without its proof (semantics §1.3). */
function isAskedOfAll(service: IdentityServiceSettings | undefined): boolean {
  if (service === undefined) return false;
  const { type, required, disabled, secondFactor } = service;
  return required && !disabled && !secondFactor && traitsOf(type).mayBeRequired;
}
