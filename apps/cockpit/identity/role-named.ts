import { problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type IamPorts,
  type IdentityServiceSettings,
  type Role,
  type RoleName,
  roleName,
} from '@interlock/iam';
import { serviceNamed } from './service-named.ts';

/** A role with the service in which it stands. */
export interface FoundRole {
  readonly service: IdentityServiceSettings;
  readonly role: Role;
}

/** The role of a name in a service of a name. Refuses `UnknownIdentityService` or `UnknownRole` with the field at fault. */
export async function roleNamed(
  stores: Pick<IamPorts, 'identityServices' | 'roles'>,
  request: { readonly identityServiceName: string; readonly roleName: string },
  field = 'roleName',
): Promise<Result<FoundRole>> {
  const service = await serviceNamed(stores, request.identityServiceName);
  if (!service.ok) return service;
  const name = roleName(request.roleName, field);
  if (!name.ok) return name;
  const role = await stores.roles.find(service.value.id, name.value);
  if (role === undefined) return refuse(unknownRole(name.value, service.value, field));
  return succeed({ service: service.value, role });
}

/** There is no such role in this service. */
export function unknownRole(name: RoleName, service: IdentityServiceSettings, field = 'roleName') {
  return problem('UnknownRole', `There is no role ${name} in ${service.name}.`, {
    field,
  });
}
