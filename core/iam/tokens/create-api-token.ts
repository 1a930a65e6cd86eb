import { base64url, problem, type Result, refuse, type Secret, succeed } from '@interlock/base';
import type { Account } from '../accounts/account.ts';
import type { IamPorts } from '../iam-ports.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import type { RightsLimit } from '../permissions/rights-limit.ts';
import { newToken, tokenHash } from '../sessions/session-token.ts';
import type { SessionSources } from '../sessions/start-session.ts';
import { type ApiToken, apiTokenLifeMaxMs, apiTokensPerAccountMax } from './api-token.ts';
import type { ApiTokenName } from './api-token-name.ts';

/** What a new token is made of. */
export interface ApiTokenStart {
  readonly name: ApiTokenName;
  readonly account: Account;
  readonly createdBy: string;
  readonly limit: RightsLimit;
  /** How long it is to live, in milliseconds: more than 0, at most a year. */
  readonly lifeMs: number;
}

/** A new token with its value, which nobody gets to see again. */
export interface CreatedApiToken {
  readonly apiToken: ApiToken;
  readonly value: Secret;
}

/**
 * Makes and stores an API token. Whether the caller may make one for this account, has been decided before. To be
 * called in a transaction.
 *
 * Refuses `InvalidInput` where the account can have none or has too many, `DuplicateName` where it has one of the name.
 *
 * @throws TypeError where the life is out of its range, which the border checks before.
 */
export async function createApiToken(
  ports: Pick<IamPorts, 'apiTokens' | 'identityServices'>,
  start: ApiTokenStart,
  nowMs: number,
  sources: SessionSources,
): Promise<Result<CreatedApiToken>> {
  if (!(start.lifeMs > 0 && start.lifeMs <= apiTokenLifeMaxMs))
    throw new TypeError('a token lives for at most a year');
  const { account } = start;
  const service = await ports.identityServices.find(account.serviceId);
  // Roles that come from the groups of a login are known at a login alone.
  if (service === undefined || traitsOf(service.type).rolesFrom === 'groups')
    return refuse(problem('InvalidInput', 'Accounts of this service get no API tokens.'));
  if ((await ports.apiTokens.ofAccount(account.key)).length >= apiTokensPerAccountMax)
    return refuse(problem('InvalidInput', `The account has ${apiTokensPerAccountMax} tokens already.`));
  const created = newApiToken(start, nowMs, sources);
  const added = await ports.apiTokens.add(created.apiToken);
  return added.ok ? succeed(created) : added;
}

function newApiToken(
  { name, account, createdBy, limit, lifeMs }: ApiTokenStart,
  nowMs: number,
  { random, sha256 }: SessionSources,
): CreatedApiToken {
  const value = newToken('api', random);
  const hash = tokenHash('api', value.reveal(), sha256);
  if (hash === undefined) throw new TypeError('a value of the kind api has not its form');
  const apiToken: ApiToken = {
    id: base64url(random(16)),
    name,
    tokenHash: hash,
    key: account.key,
    serviceId: account.serviceId,
    accountName: account.name,
    createdBy,
    limit,
    createdAtMs: nowMs,
    endsAtMs: nowMs + lifeMs,
  };
  return { apiToken, value };
}
