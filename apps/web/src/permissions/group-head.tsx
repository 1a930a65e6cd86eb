import type { ReactNode } from 'react';
import { permissionWords } from '../session/permission-words.ts';
import type { PermissionGroup } from './permission-groups.ts';

/** The name of a group of permissions: the node of the catalogue that holds them. */
export function GroupHead({ group }: { readonly group: PermissionGroup }): ReactNode {
  return <span className="mono">{permissionWords(group.node)}</span>;
}
