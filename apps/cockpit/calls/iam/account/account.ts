import { problem, refuse, succeed } from '@interlock/base';
import type { CallPorts } from '../../../call-ports.ts';
import { accountNamed } from '../../../identity/account-named.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { accountAnswer } from '../../../mapping/account.ts';
import type { Handler } from '../../call-handler.ts';

/** One account. */
export function readAccount({ data }: CallPorts): Handler<'iam.account'> {
  return async ({ request }) => {
    const service = await serviceNamed(data.read, request.identityServiceName);
    if (!service.ok) return refuse(service.problem);
    const account = await accountNamed(data.read, service.value, request.accountName);
    if (!account.ok) return refuse(account.problem);
    const { serviceId, name } = account.value;
    const { items } = await data.read.accounts.page({ serviceId, name, limit: 1, offset: 0 });
    const [item] = items;
    return item === undefined
      ? refuse(problem('UnknownAccount'))
      : succeed(accountAnswer(service.value, item));
  };
}
