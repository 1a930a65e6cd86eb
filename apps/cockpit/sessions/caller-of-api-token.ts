import { type ApiToken, admitApiToken, type IamPorts, type Session } from '@interlock/iam';
import type { Caller } from './caller.ts';
import type { RightsOf } from './rights-cache.ts';
import type { ShownToken } from './shown-token.ts';

/**
 * Who stands behind an API token, with the roles of its account at this moment and the rights that the token's limit
 * leaves of them; undefined where there is none, it has ended, or its account could not log in.
 */
export async function callerOfApiToken(
  stores: Pick<IamPorts, 'accounts' | 'apiTokens' | 'blocklist' | 'identityServices' | 'roles'>,
  shown: ShownToken,
  nowMs: number,
  rightsOf: RightsOf,
): Promise<Caller | undefined> {
  const token = await stores.apiTokens.find(shown.hash);
  const admitted = token && (await admitApiToken(stores, token, nowMs));
  if (token === undefined || admitted === undefined) return undefined;
  const { account, service, roles } = admitted;
  return {
    session: sessionOf(token),
    apiToken: { id: token.id, name: token.name },
    accountKey: token.key,
    accountName: token.accountName,
    serviceName: service.name,
    serviceType: service.type,
    roles: [...new Set(roles.map(({ name }) => name))],
    rights: rightsOf(roles, token.limit),
    mustChangePassword: account.forcePasswordChange,
  };
}

/** A token as the session that it stands for. It is in no store: nothing ends it but what ends the token. */
function sessionOf(token: ApiToken): Session {
  return {
    id: token.id,
    tokenHash: token.tokenHash,
    transport: 'header',
    evidence: [{ key: token.key, serviceId: token.serviceId, accountName: token.accountName, groups: [] }],
    methods: [],
    address: '',
    userAgent: '',
    rememberMe: false,
    startedAtMs: token.createdAtMs,
    lastUsedAtMs: token.lastUsedAtMs ?? 0,
    // It ends by its age alone.
    idleLimitMs: token.endsAtMs,
    endsAtMs: token.endsAtMs,
  };
}
