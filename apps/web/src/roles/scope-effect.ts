import {
  type AccessRights,
  allControllers,
  compileAccessRights,
  leafRightsAt,
  type Permission,
  type PermissionEntry,
  type Role,
} from '@interlock/iam';
import { defaultScope, type RoleDraft, type Scope } from './role-draft.ts';

/** What a role comes to for one leaf at one Controller, and by which of its entries. */
export interface LeafEffect {
  readonly is: 'granted' | 'denied' | 'nothing';
  /** The entry that decides; absent where none speaks of the leaf. */
  readonly by?: PermissionEntry;
}

/** What a role comes to, worked out by the rules that decide every call (semantics §2). */
export type RoleEffect = (scope: Scope, leaf: Permission) => LeafEffect;

/** Prepares a role for any number of questions. */
export function effectOf(draft: RoleDraft): RoleEffect {
  const rights = rightsOf(draft);
  return (scope, permission) => {
    const leaf = leafRightsAt(rights, {
      permission,
      controllerId: scope === defaultScope ? allControllers : scope,
    });
    const denial = nearest(leaf?.denials ?? []);
    if (denial !== undefined) return { is: 'denied', by: denial };
    const grant = nearest(leaf?.grants ?? []);
    return grant === undefined ? { is: 'nothing' } : { is: 'granted', by: grant };
  };
}

/** The rights that the role alone would give. */
export function rightsOf(draft: RoleDraft): AccessRights {
  return compileAccessRights([{ serviceId: '', name: '', ordering: 0, ...draft } as unknown as Role]);
}

/** Of several entries that say the same the one that is nearest to the leaf: its own before that of a node above. */
function nearest(found: readonly { readonly entry: PermissionEntry }[]): PermissionEntry | undefined {
  return found.map(({ entry }) => entry).toSorted((a, b) => b.permission.length - a.permission.length)[0];
}
