import type { FolderPath } from '@interlock/base';
import type { RoleWhole } from '@interlock/cockpit-api';
import type { FolderEntry, PermissionEntry } from '@interlock/iam';

/** What a role holds, as it is stored or as somebody is about to store it. */
export interface RoleDraft {
  readonly permissions: readonly PermissionEntry[];
  readonly folders: readonly FolderEntry[];
}

/** What a role itself says of a permission in one scope. */
export type Mark = 'granted' | 'denied' | 'unset';

/** The scope of a role's entries: a Controller, or empty for all of them. */
export type Scope = string;

/** The scope that holds for all Controllers, and for the Cockpit itself. */
export const defaultScope: Scope = '';

/** A role as the Cockpit answers it. */
export function draftOf(role: Pick<RoleWhole, 'permissions' | 'folders'>): RoleDraft {
  return {
    permissions: role.permissions.map(({ permissionPath, excluded, controllerId }) => ({
      permission: permissionPath,
      excluded,
      ...inScope(controllerId),
    })),
    folders: role.folders.map(({ folder, recursive, controllerId }) => ({
      folder: folder as FolderPath,
      recursive,
      ...inScope(controllerId),
    })),
  };
}

/** What the role itself says of a name in this scope; a denial counts before a grant. */
export function markOf(draft: RoleDraft, scope: Scope, permission: string): Mark {
  const own = permissionsIn(draft, scope).filter((entry) => entry.permission === permission);
  if (own.some(({ excluded }) => excluded)) return 'denied';
  return own.length > 0 ? 'granted' : 'unset';
}

/** The entries of one scope. */
export function permissionsIn(draft: RoleDraft, scope: Scope): readonly PermissionEntry[] {
  return draft.permissions.filter(({ controllerId = defaultScope }) => controllerId === scope);
}

/** The folders of one scope. */
export function foldersIn(draft: RoleDraft, scope: Scope): readonly FolderEntry[] {
  return draft.folders.filter(({ controllerId = defaultScope }) => controllerId === scope);
}

/** The Controllers that have entries of their own, by name. */
export function namedScopes(draft: RoleDraft): readonly Scope[] {
  const ids = [...draft.permissions, ...draft.folders].map(
    ({ controllerId }) => controllerId ?? defaultScope,
  );
  return [...new Set(ids)].filter((id) => id !== defaultScope).sort();
}

/** Says something else of a permission; `unset` takes its entry away. */
export function withMark(draft: RoleDraft, scope: Scope, permission: string, mark: Mark): RoleDraft {
  const entry: PermissionEntry = { permission, excluded: mark === 'denied', ...inScope(scope) };
  const at = draft.permissions.findIndex((one) => isFor(one, scope, permission));
  const others = draft.permissions.filter((one) => !isFor(one, scope, permission));
  if (mark === 'unset') return { ...draft, permissions: others };
  // It stays where it was, so that a change and its undoing leave nothing behind.
  const place = at === -1 ? others.length : at;
  return { ...draft, permissions: others.toSpliced(place, 0, entry) };
}

/** Adds a folder, or changes whether it holds for all below. */
export function withFolder(
  draft: RoleDraft,
  scope: Scope,
  folder: FolderPath,
  recursive: boolean,
): RoleDraft {
  const entry: FolderEntry = { folder, recursive, ...inScope(scope) };
  const at = draft.folders.findIndex((one) => isAt(one, scope, folder));
  return {
    ...draft,
    folders: at === -1 ? [...draft.folders, entry] : draft.folders.with(at, entry),
  };
}

/** Takes a folder away. */
export function withoutFolder(draft: RoleDraft, scope: Scope, folder: FolderPath): RoleDraft {
  return { ...draft, folders: draft.folders.filter((one) => !isAt(one, scope, folder)) };
}

/** Whether two drafts say the same, in whatever order. */
export function saysTheSame(one: RoleDraft, other: RoleDraft): boolean {
  return contentKey(one) === contentKey(other);
}

function contentKey({ permissions, folders }: RoleDraft): string {
  return JSON.stringify([
    permissions
      .map(({ permission, excluded, controllerId = '' }) =>
        JSON.stringify([permission, excluded, controllerId]),
      )
      .sort(),
    folders
      .map(({ folder, recursive, controllerId = '' }) => JSON.stringify([folder, recursive, controllerId]))
      .sort(),
  ]);
}

function isFor(entry: PermissionEntry, scope: Scope, permission: string): boolean {
  return entry.permission === permission && (entry.controllerId ?? defaultScope) === scope;
}

function isAt(entry: FolderEntry, scope: Scope, folder: FolderPath): boolean {
  return entry.folder === folder && (entry.controllerId ?? defaultScope) === scope;
}

function inScope(controllerId: Scope | undefined): { readonly controllerId?: string } {
  return controllerId ? { controllerId } : {};
}
