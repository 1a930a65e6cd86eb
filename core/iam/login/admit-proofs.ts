import { type AccountName, accountName } from '@interlock/base';
import type { Account } from '../accounts/account.ts';
import { accountKey } from '../accounts/account-key.ts';
import type { IamPorts } from '../iam-ports.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import type { Role } from '../permissions/role.ts';
import type { SessionEvidence } from '../sessions/session.ts';
import { rolesOfEvidence } from '../sessions/session-evidence.ts';
import type { LoginRefusal, Proof } from './conclude-answers.ts';

/** Whether proven identities get a session (semantics §1.7). */
export type Admission =
  | {
      readonly kind: 'admitted';
      readonly evidence: readonly [SessionEvidence, ...SessionEvidence[]];
      readonly roles: readonly Role[];
      /** The session's account, where accounts are kept here. */
      readonly account?: Account;
    }
  | { readonly kind: 'refused'; readonly reason: LoginRefusal };

/** Holds proven identities against blocklist, accounts and roles. */
export async function admitProofs(
  ports: IamPorts,
  proofs: readonly [Proof, ...Proof[]],
  claimed: AccountName | undefined,
): Promise<Admission> {
  const names = proofs.map(({ identity }) => identity.accountName);
  for (const name of claimed === undefined ? names : [claimed, ...names])
    if ((await ports.blocklist.find(withoutCase(name))) !== undefined)
      return { kind: 'refused', reason: 'blocked' };
  const accounts: (Account | undefined)[] = [];
  for (const proof of proofs) {
    const account = await ports.accounts.find(keyOf(proof));
    if (account?.disabled) return { kind: 'refused', reason: 'disabled' };
    if (await isOutdated(ports, proof)) return { kind: 'refused', reason: 'proofOutdated' };
    accounts.push(account);
  }
  const [first, ...others] = proofs;
  const evidence = [evidenceOf(first), ...others.map(evidenceOf)] as const;
  const roles = await rolesOfEvidence(ports, evidence);
  if (roles.length === 0) return { kind: 'refused', reason: 'noRole' };
  const [account] = accounts;
  return { kind: 'admitted', evidence, roles, ...(account === undefined ? {} : { account }) };
}

/** Whether the password was changed since it was verified. */
async function isOutdated(ports: IamPorts, proof: Proof): Promise<boolean> {
  const { storedHash } = proof.identity;
  if (storedHash === undefined) return false;
  return (await ports.passwords.find(keyOf(proof)))?.reveal() !== storedHash.reveal();
}

function keyOf({ service, identity }: Proof) {
  return accountKey(service.id, identity.subject);
}

function evidenceOf(proof: Proof): SessionEvidence {
  const { service, identity } = proof;
  const groups = traitsOf(service.type).rolesFrom === 'groups' ? identity.groups : [];
  return { key: keyOf(proof), serviceId: service.id, accountName: identity.accountName, groups };
}

/** The form in which names are blocked and counted, also where a service compares them exactly. */
export function withoutCase(name: AccountName): AccountName {
  const canonical = accountName(name);
  return canonical.ok ? canonical.value : name;
}
