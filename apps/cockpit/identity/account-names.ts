import { type AccountName, accountName, type Result, refuse, succeed } from '@interlock/base';

/** The canonical form of names that a bulk call gives, each once, in their order; refuses the first that has none. */
export function canonicalNames(
  names: readonly string[],
  field = 'accountNames',
): Result<readonly AccountName[]> {
  const canonical = new Set<AccountName>();
  for (const [index, name] of names.entries()) {
    const read = accountName(name);
    if (!read.ok) return refuse({ ...read.problem, field: `${field}[${index}]` });
    canonical.add(read.value);
  }
  return succeed([...canonical]);
}
