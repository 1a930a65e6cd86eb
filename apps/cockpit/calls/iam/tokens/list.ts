import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { type ApiToken, authorize } from '@interlock/iam';
import { lacking } from '../../../access/decide.ts';
import type { CallPorts } from '../../../call-ports.ts';
import { findTokenAccount } from '../../../identity/token-account.ts';
import { apiTokenAnswer } from '../../../mapping/api-token.ts';
import type { Caller } from '../../../sessions/caller.ts';
import type { Handler } from '../../call-handler.ts';

/** How many tokens an answer has at most. */
const tokensMax = 10_000;
const viewAccounts = 'sos:products:joc:administration:accounts:view';

/** The API tokens of the caller, or of an account that he may view, or of all of them. */
export function listTokens(ports: CallPorts): Handler<'iam.tokens'> {
  return async ({ caller, request }) => {
    const found = await tokensAskedFor(ports, caller, request);
    if (!found.ok) return found;
    const nowMs = ports.clock.now();
    const services = await ports.data.read.identityServices.list();
    const names = new Map(services.map(({ id, name }) => [id, name]));
    return succeed({
      tokens: found.value
        .slice(0, tokensMax)
        .map((token) => apiTokenAnswer(token, names.get(token.serviceId) ?? '', nowMs)),
      isCut: found.value.length > tokensMax,
    });
  };
}

async function tokensAskedFor(
  { data: { read } }: CallPorts,
  caller: Caller,
  request: RequestOf<'iam.tokens'>,
): Promise<Result<readonly ApiToken[]>> {
  const { everybody, ...named } = request;
  if (!everybody) {
    const found = await findTokenAccount(read, caller, named, viewAccounts);
    return found.ok ? succeed(await read.apiTokens.ofAccount(found.value.account.key)) : found;
  }
  if (named.accountName !== undefined || named.identityServiceName !== undefined)
    return refuse(problem('InvalidInput', 'With everybody no account is named.', { field: 'everybody' }));
  if (!authorize(caller.rights, { permission: viewAccounts }).allowed) return refuse(lacking(viewAccounts));
  return succeed(await read.apiTokens.newest(tokensMax + 1));
}
