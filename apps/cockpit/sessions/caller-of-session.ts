import { type IamPorts, rolesOfEvidence } from '@interlock/iam';
import type { Caller } from './caller.ts';
import type { RightsOf } from './rights-cache.ts';
import type { ShownToken } from './shown-token.ts';

/** Who stands behind a session, with the roles and rights of this moment; undefined where there is none, or no service. */
export async function callerOfSession(
  stores: Pick<IamPorts, 'accounts' | 'identityServices' | 'roles' | 'sessions'>,
  shown: ShownToken,
  _nowMs: number,
  rightsOf: RightsOf,
): Promise<Caller | undefined> {
  const session = await stores.sessions.find(shown.hash);
  const [proof] = session?.evidence ?? [];
  if (session === undefined || proof === undefined || session.transport !== shown.kind) return undefined;
  const service = await stores.identityServices.find(proof.serviceId);
  if (service === undefined) return undefined;
  const roles = await rolesOfEvidence(stores, session.evidence);
  const account = await stores.accounts.find(proof.key);
  return {
    session,
    accountKey: proof.key,
    accountName: proof.accountName,
    serviceName: service.name,
    serviceType: service.type,
    roles: [...new Set(roles.map(({ name }) => name))],
    rights: rightsOf(roles),
    mustChangePassword: account?.forcePasswordChange ?? false,
  };
}
