import type { Account } from '../accounts/account.ts';
import type { IamPorts } from '../iam-ports.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { withoutCase } from '../login/admit-proofs.ts';
import type { Role } from '../permissions/role.ts';
import type { ApiToken } from './api-token.ts';

/** In whose name a token works at this moment, and with which roles. */
export interface AdmittedApiToken {
  readonly account: Account;
  readonly service: IdentityServiceSettings;
  readonly roles: readonly Role[];
}

/**
 * Whether a token may be used: it has not ended, and its account could log in. What revokes tokens removes them; this
 * holds also where something else touched the account.
 */
export async function admitApiToken(
  ports: Pick<IamPorts, 'accounts' | 'blocklist' | 'identityServices' | 'roles'>,
  token: ApiToken,
  nowMs: number,
): Promise<AdmittedApiToken | undefined> {
  if (nowMs >= token.endsAtMs) return undefined;
  const account = await ports.accounts.find(token.key);
  if (account === undefined || account.disabled || account.name !== token.accountName) return undefined;
  const service = await ports.identityServices.find(account.serviceId);
  if (service === undefined || service.disabled || service.secondFactor) return undefined;
  if ((await ports.blocklist.find(withoutCase(account.name))) !== undefined) return undefined;
  return { account, service, roles: await ports.roles.findAll(service.id, account.roles) };
}
