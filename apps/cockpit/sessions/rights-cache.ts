import { type AccessRights, compileAccessRights, type RightsLimit, type Role } from '@interlock/iam';

/** How many different sets of roles are kept prepared. */
const keptMax = 1_000;

/** Prepares the rights of roles, and of an API token's limit where there is one. */
export type RightsOf = (roles: readonly Role[], limit?: RightsLimit) => AccessRights;

/**
 * Prepares the rights of roles once for each content: a changed role is another content, so that no decision is ever
 * made from what a role was before (semantics §2.10). Equal content gives the very same rights.
 */
export function rightsCache(): RightsOf {
  const kept = new Map<string, AccessRights>();
  return (roles, limit) => {
    const content = JSON.stringify([roles, limit]);
    const known = kept.get(content);
    if (known !== undefined) return known;
    const rights = compileAccessRights(roles, limit);
    if (kept.size >= keptMax) kept.clear();
    kept.set(content, rights);
    return rights;
  };
}
