import { type Permission, permissions } from './permission-catalog.ts';

/** Every name that matches a leaf, with the leaves it matches: the leaves themselves and the nodes above them. */
const leavesByNode: ReadonlyMap<string, readonly Permission[]> = (() => {
  const leaves = new Map<string, Permission[]>();
  for (const leaf of permissions)
    for (const node of [leaf, ...ancestorsOf(leaf)]) {
      const under = leaves.get(node);
      if (under === undefined) leaves.set(node, [leaf]);
      else under.push(leaf);
    }
  return leaves;
})();

function ancestorsOf(permission: string): readonly string[] {
  const parts = permission.split(':');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join(':'));
}

/**
 * The leaves that an entry matches: itself, or all below it (semantics §2.1). Case counts.
 * A name outside the catalogue matches none.
 */
export function leavesUnder(permission: string): readonly Permission[] {
  return leavesByNode.get(permission) ?? [];
}

/** Whether a name has any effect; a stored one that has none is shown as unknown. */
export function isKnownPermission(permission: string): boolean {
  return leavesByNode.has(permission);
}
