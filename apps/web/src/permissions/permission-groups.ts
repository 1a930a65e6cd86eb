import { isPermission, type Permission, permissionCatalog, permissions } from '@interlock/iam';

/** Permissions that stand together: those of one node of the catalogue, such as all about orders. */
export interface PermissionGroup {
  /** The node, such as `sos:products:controller:orders`. */
  readonly node: string;
  readonly scope: 'cockpit' | 'controller';
  readonly leaves: readonly PermissionLine[];
}

/** One permission as a person reads it. */
export interface PermissionLine {
  readonly permission: Permission;
  readonly label: string;
}

// These hold much that has nothing in common: a leaf right below them does not count as one of a group.
const scopeNodes = ['sos:products:joc', 'sos:products:joc:administration', 'sos:products:controller'];

/** The whole catalogue in groups, in its own order; of a node with one leaf the node above is taken. */
export const permissionGroups: readonly PermissionGroup[] = groupsOf(permissions);

function groupsOf(names: readonly Permission[]): readonly PermissionGroup[] {
  const groups = new Map<string, PermissionLine[]>();
  for (const permission of names) {
    const node = nodeOf(permission);
    const lines = groups.get(node) ?? [];
    lines.push({ permission, label: permissionCatalog[permission].label });
    groups.set(node, lines);
  }
  return [...groups].map(([node, leaves]) => ({
    node,
    scope: node.startsWith('sos:products:controller') ? 'controller' : 'cockpit',
    leaves,
  }));
}

function nodeOf(permission: string): string {
  const above = permission.slice(0, permission.lastIndexOf(':'));
  const siblings = permissions.filter((one) => one.startsWith(`${above}:`));
  const isAlone = siblings.length === 1 && !scopeNodes.includes(above);
  return isAlone ? above.slice(0, above.lastIndexOf(':')) : above;
}

/** The groups in which something fits the words, each with what fits. */
export function groupsWith(
  words: string,
  fits: (line: PermissionLine) => boolean = () => true,
): readonly PermissionGroup[] {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return permissionGroups
    .map((group) => ({
      ...group,
      leaves: group.leaves.filter((line) => {
        const said = `${line.permission} ${line.label}`.toLowerCase();
        return fits(line) && wanted.every((word) => said.includes(word));
      }),
    }))
    .filter((group) => group.leaves.length > 0);
}

/** What a permission allows, in words; the name itself where the catalogue has no such leaf. */
export function permissionLabel(permission: string): string {
  return isPermission(permission) ? permissionCatalog[permission].label : permission;
}
