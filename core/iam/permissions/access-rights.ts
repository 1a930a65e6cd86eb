import {
  allControllers,
  type DecidingEntry,
  type Decision,
  type LimitedGrant,
  type RefusedBecause,
  type RoleRef,
} from './decision.ts';
import { type FolderCover, folderCover } from './folder-cover.ts';
import { type PermissionTraits, permissionCatalog, permissions } from './permission-catalog.ts';
import { leavesUnder } from './permission-tree.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';

/** What the roles of an account come to, prepared for decisions. Made once per change of roles; never changed. */
export interface AccessRights {
  /** The roles it was made of, in their order. */
  readonly roles: readonly Role[];
  /**
   * By Controller id, then by leaf. `*` stands for all Controllers that no entry names, the empty id for
   * requests without one. For the functions of this folder; ask `authorize`.
   */
  readonly scopes: ReadonlyMap<string, ScopeRights>;
}

/** The rights at one Controller: every leaf of the catalogue has its entry. */
export type ScopeRights = ReadonlyMap<string, LeafRights>;

/** What the roles say of one leaf at one Controller. */
export interface LeafRights {
  readonly traits: PermissionTraits;
  readonly denials: readonly DecidingEntry[];
  /** The grants, each with the folders of its own role; no folders: everywhere. */
  readonly grants: readonly LimitedGrant[];
  /** Present where it is granted everywhere and not denied. */
  readonly everywhere?: Extract<Decision, { readonly allowed: true }>;
  /** Present where it is granted in folders alone and not denied. */
  readonly cover?: FolderCover;
  /** Why it is refused where neither of these allows it. */
  readonly refused: RefusedBecause;
}

/** Prepares the rights that several roles together give. Equal roles give equal rights; no roles give none. */
export function compileAccessRights(roles: readonly Role[]): AccessRights {
  const named = roles.flatMap((role) =>
    [...role.permissions, ...role.folders].map(({ controllerId }) => controllerId ?? ''),
  );
  const ids = new Set([allControllers, '', ...named]);
  return { roles, scopes: new Map([...ids].map((id) => [id, compileScope(roles, id)])) };
}

/** The Controllers that the entries of these rights name. */
export function namedControllers(rights: AccessRights): readonly string[] {
  return [...rights.scopes.keys()].filter((id) => id !== '' && id !== allControllers);
}

function compileScope(roles: readonly Role[], controllerId: string): ScopeRights {
  const found = new Map(
    permissions.map((leaf) => [leaf, { denials: [] as DecidingEntry[], grants: [] as LimitedGrant[] }]),
  );
  for (const role of roles) {
    const ref: RoleRef = { serviceId: role.serviceId, name: role.name };
    const folders = foldersAt(role, controllerId);
    for (const entry of role.permissions)
      for (const leaf of leavesUnder(entry.permission)) {
        if (!holdsAt(entry, permissionCatalog[leaf], controllerId)) continue;
        if (entry.excluded) found.get(leaf)?.denials.push({ role: ref, entry });
        else found.get(leaf)?.grants.push({ role: ref, entry, folders });
      }
  }
  return new Map([...found].map(([leaf, { denials, grants }]) => [leaf, leafRights(leaf, denials, grants)]));
}

/** Whether an entry speaks of a leaf at this Controller: without a Controller of its own, it does at all (§2.2). */
function holdsAt(entry: PermissionEntry, traits: PermissionTraits, controllerId: string): boolean {
  return !entry.controllerId || (traits.scope === 'controller' && names(entry, controllerId));
}

/** The folders to which a role is limited at a Controller: its own replace the general ones there (§2.6). */
export function foldersAt(role: Role, controllerId: string): readonly FolderEntry[] {
  const own = role.folders.filter((folder) => names(folder, controllerId));
  return own.length > 0 ? own : role.folders.filter((folder) => !folder.controllerId);
}

/** Whether an entry names this Controller. A stored `*` names none: it must not become a wildcard. */
function names(entry: { readonly controllerId?: string }, controllerId: string): boolean {
  return controllerId !== '' && controllerId !== allControllers && entry.controllerId === controllerId;
}

function leafRights(
  leaf: (typeof permissions)[number],
  denials: readonly DecidingEntry[],
  grants: readonly LimitedGrant[],
): LeafRights {
  const traits = permissionCatalog[leaf];
  const refused = refusedBecause(denials, grants);
  if (refused.kind !== 'folderNotCovered') return { traits, denials, grants, refused };
  const unlimited = traits.hasFolder ? grants.find(({ folders }) => folders.length === 0) : grants[0];
  if (unlimited === undefined) return { traits, denials, grants, refused, cover: folderCover(grants) };
  const { role, entry } = unlimited;
  const because = { kind: 'granted', role, entry } as const;
  return { traits, denials, grants, refused, everywhere: { allowed: true, because } };
}

function refusedBecause(entries: readonly DecidingEntry[], grants: readonly LimitedGrant[]): RefusedBecause {
  if (entries.length > 0) return { kind: 'denied', entries };
  return grants.length > 0 ? { kind: 'folderNotCovered', grants } : { kind: 'notGranted' };
}
