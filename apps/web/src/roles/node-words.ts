import { isPermission, permissionCatalog } from '@interlock/iam';
import { type RightsTextKey, text } from '../texts/rights-text.ts';
import type { PermissionNode } from './permission-nodes.ts';

/** What a node is called: of a leaf what it allows, of others what stands below. */
export function nodeWords(node: Pick<PermissionNode, 'label' | 'part'>): string {
  return node.label ?? upperFirst(text(`nodes.${node.part}` as RightsTextKey));
}

/** What any stored name is called; one that nobody knows keeps its name. */
export function permissionTitle(permission: string): string {
  if (isPermission(permission)) return permissionCatalog[permission].label;
  const part = permission.slice(permission.lastIndexOf(':') + 1);
  const key = `nodes.${part}`;
  const words = permission.startsWith('sos:') ? text(key as RightsTextKey) : key;
  return words === key ? permission : upperFirst(words);
}

function upperFirst(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
