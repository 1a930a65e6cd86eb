import { refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import type { CallPorts } from '../../../call-ports.ts';
import { nameIn } from '../../../identity/account-named.ts';
import { serviceNamed } from '../../../identity/service-named.ts';
import { accountAnswer } from '../../../mapping/account.ts';
import type { Handler } from '../../call-handler.ts';

/** How many accounts one answer holds at most, and where the caller sets no limit. */
const limitMax = 10_000;

/** The accounts of a service, piece by piece. A name that no account can have is that of none. */
export function listAccounts({ data }: CallPorts): Handler<'iam.accounts'> {
  return async ({ request }) => {
    const service = await serviceNamed(data.read, request.identityServiceName);
    if (!service.ok) return refuse(service.problem);
    const { id, name: identityServiceName } = service.value;
    const name = request.accountName === undefined ? undefined : nameIn(service.value, request.accountName);
    if (name?.ok === false) return succeed({ identityServiceName, accountItems: [], total: 0 });
    const { items, total } = await data.read.accounts.page({
      serviceId: id,
      ...(name === undefined ? {} : { name: name.value }),
      ...(request.search === undefined ? {} : { search: request.search.trim() }),
      ...stateAsked(request),
      limit: limitOf(request.limit),
      offset: request.offset ?? 0,
    });
    return succeed({
      identityServiceName,
      accountItems: items.map((item) => accountAnswer(service.value, item)),
      total,
    });
  };
}

/** Both or none mean all. */
function stateAsked({ enabled = false, disabled = false }: RequestOf<'iam.accounts'>) {
  return enabled === disabled ? {} : { disabled };
}

function limitOf(limit: number | undefined): number {
  return limit === undefined || limit < 0 ? limitMax : Math.min(limit, limitMax);
}
