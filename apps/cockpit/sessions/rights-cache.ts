import { type AccessRights, compileAccessRights, type Role } from '@interlock/iam';

/** How many different sets of roles are kept prepared. */
const keptMax = 1_000;

/**
 * Prepares the rights of roles once for each content: a changed role is another content, so that no decision is ever
 * made from what a role was before (semantics §2.10).
 */
export function rightsCache(): (roles: readonly Role[]) => AccessRights {
  const kept = new Map<string, AccessRights>();
  return (roles) => {
    const content = JSON.stringify(roles);
    const known = kept.get(content);
    if (known !== undefined) return known;
    const rights = compileAccessRights(roles);
    if (kept.size >= keptMax) kept.clear();
    kept.set(content, rights);
    return rights;
  };
}
