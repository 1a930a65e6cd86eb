import { isPermission, leavesUnder, type Permission, permissionCatalog, permissions } from '@interlock/iam';

/** A node of the permission tree: a leaf of the catalogue, or what stands above leaves. */
export interface PermissionNode {
  readonly permission: string;
  /** What it allows: of a leaf its label, of a node above leaves nothing. */
  readonly label: string | undefined;
  /** The last part of the name. */
  readonly part: string;
  readonly children: readonly PermissionNode[];
  readonly leaves: readonly Permission[];
}

/** The whole catalogue as a tree, in its own order. */
export const permissionTree: PermissionNode = nodeAt('sos:products');

/** The nodes below which there is something that holds for one Controller. */
export const controllerTree: PermissionNode = nodeAt('sos:products:controller');

function nodeAt(permission: string): PermissionNode {
  const depth = permission.split(':').length;
  const below = permissions.filter((leaf) => leaf.startsWith(`${permission}:`));
  const names = new Set(below.map((leaf) => leaf.split(':', depth + 1).join(':')));
  return {
    permission,
    label: isPermission(permission) ? permissionCatalog[permission].label : undefined,
    part: permission.slice(permission.lastIndexOf(':') + 1),
    children: [...names].map(nodeAt),
    leaves: leavesUnder(permission),
  };
}

/** Every node of a tree, each before what is below it. */
export function allNodes(node: PermissionNode): readonly PermissionNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}
