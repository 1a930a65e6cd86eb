import { type AccountName, accountName, problem, type Result, refuse, succeed } from '@interlock/base';
import type { Account, IamPorts, IdentityServiceSettings } from '@interlock/iam';

/**
 * The canonical form of a name in a service, in any of its spellings (semantics §1.8): certificates are compared
 * exactly, all others without regard to case.
 */
export function nameIn(
  { type }: IdentityServiceSettings,
  name: string,
  field = 'accountName',
): Result<AccountName> {
  const read = accountName(name, type === 'CERTIFICATE' ? 'exact' : 'ignoreCase');
  return read.ok ? read : refuse({ ...read.problem, field });
}

/** The account that a request names. Refuses `UnknownAccount`, and `InvalidName` what no account can be called. */
export async function accountNamed(
  { accounts }: Pick<IamPorts, 'accounts'>,
  service: IdentityServiceSettings,
  name: string,
  field = 'accountName',
): Promise<Result<Account>> {
  const canonical = nameIn(service, name, field);
  if (!canonical.ok) return canonical;
  const account = await accounts.findByName(service.id, canonical.value);
  if (account !== undefined) return succeed(account);
  return refuse(
    problem('UnknownAccount', `There is no account ${canonical.value} in ${service.name}.`, { field }),
  );
}
