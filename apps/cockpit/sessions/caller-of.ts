import { type AccessRights, type IamPorts, type Role, rolesOfEvidence, type Session } from '@interlock/iam';
import type { Caller } from './caller.ts';

/** Who stands behind a session, with the roles and rights of this moment; undefined where its service is gone. */
export async function callerOf(
  stores: Pick<IamPorts, 'accounts' | 'identityServices' | 'roles'>,
  session: Session,
  rightsOf: (roles: readonly Role[]) => AccessRights,
): Promise<Caller | undefined> {
  const [proof] = session.evidence;
  if (proof === undefined) return undefined;
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
