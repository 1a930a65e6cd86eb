import { refuse, succeed } from '@interlock/base';
import { compileAccessRights } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { accountNamed } from '../../../identity/account-named.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { accountPermissions } from '../../../mapping/account-permissions.ts';
import type { Handler } from '../../call-handler.ts';

/** What an account could do if it logged in by its service alone now. */
export function readAccountPermissions({ data }: CallPorts): Handler<'iam.account.permissions'> {
  return async ({ request }) => {
    const service = await serviceNamed(data.read, request.identityServiceName);
    if (!service.ok) return refuse(service.problem);
    const account = await accountNamed(data.read, service.value, request.accountName);
    if (!account.ok) return refuse(account.problem);
    const roles = await data.read.roles.findAll(service.value.id, account.value.roles);
    return succeed(
      accountPermissions(
        compileAccessRights(roles),
        roles.map(({ name }) => name),
      ),
    );
  };
}
