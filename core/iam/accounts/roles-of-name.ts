import type { AccountName } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import { withoutCase } from '../login/admit-proofs.ts';
import type { Role } from '../permissions/role.ts';
import { rolesOfEvidence } from '../sessions/session-evidence.ts';

/**
 * What stands behind a name that is not bound to one service, such as one on the blocklist: the roles of each account
 * of that name in any service, and of each running session under it, apart from each other, since a denial of one
 * takes nothing from another. For {@link mayTouchAccount} (semantics §2.8).
 */
export async function rolesOfName(
  ports: IamPorts,
  name: AccountName,
  nowMs: number,
): Promise<readonly (readonly Role[])[]> {
  const canonical = withoutCase(name);
  const found: (readonly Role[])[] = [];
  for (const service of await ports.identityServices.list()) {
    // Where a service compares exactly, several accounts may stand under one blocked name.
    const accounts =
      service.type === 'CERTIFICATE'
        ? (await ports.accounts.list(service.id)).filter((each) => withoutCase(each.name) === canonical)
        : [await ports.accounts.findByName(service.id, canonical)];
    for (const account of accounts)
      if (account !== undefined) found.push(await ports.roles.findAll(service.id, account.roles));
  }
  for (const { evidence } of await ports.sessions.list(nowMs))
    if (evidence.some((proof) => withoutCase(proof.accountName) === canonical))
      found.push(await rolesOfEvidence(ports, evidence));
  return found;
}
