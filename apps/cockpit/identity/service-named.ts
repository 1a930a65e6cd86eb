import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { IamPorts, IdentityServiceSettings } from '@interlock/iam';

/** The Identity Service that a request names, without regard to case. Refuses `UnknownIdentityService`. */
export async function serviceNamed(
  { identityServices }: Pick<IamPorts, 'identityServices'>,
  name: string,
  field = 'identityServiceName',
): Promise<Result<IdentityServiceSettings>> {
  const service = await identityServices.findByName(name);
  if (service !== undefined) return succeed(service);
  return refuse(problem('UnknownIdentityService', `There is no Identity Service ${name}.`, { field }));
}
