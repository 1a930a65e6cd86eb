import type { Permission } from '@interlock/iam';
import { controllerTree, type PermissionNode, permissionTree } from './permission-nodes.ts';
import { defaultScope, type Mark, markOf, type RoleDraft, type Scope } from './role-draft.ts';
import { effectOf, type LeafEffect } from './scope-effect.ts';

/** What narrows the tree. */
export interface TreeFilter {
  /** Words that the name, the label or a node above has to hold. */
  readonly words: string;
  /** Only nodes with an entry in this scope. */
  readonly onlySet: boolean;
  /** Only nodes whose entry is not as it is stored. */
  readonly onlyChanged: boolean;
}

/** A row of the tree. */
export interface TreeRow {
  readonly node: PermissionNode;
  readonly level: number;
  /** The name without what the row above it says. */
  readonly name: string;
  /** What the role itself says here. */
  readonly mark: Mark;
  readonly isChanged: boolean;
  /** Of a leaf: what it comes to, and by which entry. */
  readonly effect: LeafEffect | undefined;
  /** Of a node above leaves: how many of them come to what. */
  readonly counts: { readonly granted: number; readonly denied: number; readonly all: number };
  /** Absent: nothing is below. */
  readonly isOpen?: boolean;
}

/** The rows in sight, from the top. */
export function treeRows(
  draft: RoleDraft,
  stored: RoleDraft,
  scope: Scope,
  filter: TreeFilter,
  closed: ReadonlySet<string>,
): readonly TreeRow[] {
  const effect = effectOf(draft);
  const isNarrowed = filter.words.trim() !== '' || filter.onlySet || filter.onlyChanged;
  const rowsOf = (node: PermissionNode, level: number, above: string): readonly TreeRow[] => {
    const shown = plainNode(node, (name) => isSaid(name, scope, draft, stored));
    const name = shown.permission.slice(above.length);
    const own = { ...ownRow(shown, draft, stored, scope, effect), level, name };
    const isOpen = isNarrowed || !closed.has(shown.permission);
    const below = isOpen
      ? shown.children.flatMap((child) => rowsOf(child, level + 1, `${shown.permission}:`))
      : [];
    if (isNarrowed && below.length === 0 && !fits(own, filter)) return [];
    return [shown.children.length === 0 ? own : { ...own, isOpen }, ...below];
  };
  return rowsOf(treeOf(draft, stored, scope), 1, '');
}

/** What can be set in a scope: at one Controller only what is about Controllers. */
function treeOf(draft: RoleDraft, stored: RoleDraft, scope: Scope): PermissionNode {
  if (scope === defaultScope) return permissionTree;
  if (!isSaid(permissionTree.permission, scope, draft, stored)) return controllerTree;
  return { ...permissionTree, children: [controllerTree], leaves: controllerTree.leaves };
}

/** A node above one single leaf is shown as that leaf, unless something is said of the node itself. */
function plainNode(node: PermissionNode, isNamed: (permission: string) => boolean): PermissionNode {
  const [only, ...others] = node.children;
  if (only === undefined || others.length > 0 || node.leaves.length > 1 || isNamed(node.permission))
    return node;
  return plainNode(only, isNamed);
}

function ownRow(
  node: PermissionNode,
  draft: RoleDraft,
  stored: RoleDraft,
  scope: Scope,
  effect: (scope: Scope, leaf: Permission) => LeafEffect,
): Omit<TreeRow, 'level' | 'name'> {
  const mark = markOf(draft, scope, node.permission);
  const effects = node.leaves.map((leaf) => effect(scope, leaf));
  const count = (is: LeafEffect['is']) => effects.filter((one) => one.is === is).length;
  return {
    node,
    mark,
    isChanged: mark !== markOf(stored, scope, node.permission),
    effect: node.children.length === 0 ? effects[0] : undefined,
    counts: { granted: count('granted'), denied: count('denied'), all: effects.length },
  };
}

function isSaid(permission: string, scope: Scope, ...drafts: readonly RoleDraft[]): boolean {
  return drafts.some((draft) => markOf(draft, scope, permission) !== 'unset');
}

function fits({ node, mark, isChanged }: TreeRow, { words, onlySet, onlyChanged }: TreeFilter): boolean {
  if (onlySet && mark === 'unset') return false;
  if (onlyChanged && !isChanged) return false;
  const held = `${node.permission} ${node.label ?? ''}`.toLowerCase();
  return words
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word));
}
