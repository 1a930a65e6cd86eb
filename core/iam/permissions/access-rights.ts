import {
  allControllers,
  type DecidingEntry,
  type Decision,
  type LimitedGrant,
  type RefusedBecause,
  type RoleRef,
} from './decision.ts';
import { type FolderCover, folderCovers } from './folder-cover.ts';
import { type PermissionTraits, permissionCatalog, permissions } from './permission-catalog.ts';
import { leavesUnder } from './permission-tree.ts';
import { commonFolders, foldersWithin, leavesWithin, type RightsLimit } from './rights-limit.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';

/** What the roles of an account come to, prepared for decisions. Made once per change of roles; never changed. */
export interface AccessRights {
  /** The roles it was made of, in their order. */
  readonly roles: readonly Role[];
  /** What narrows them; absent: nothing. */
  readonly limit?: RightsLimit;
  /**
   * By Controller id, then by leaf. `*` stands for all Controllers that no entry names, the empty id for
   * requests without one. For the functions of this folder; ask `authorize`.
   */
  readonly scopes: ReadonlyMap<string, ScopeRights>;
}

/** The rights at one Controller: an entry for each leaf of the catalogue, in its order. */
export type ScopeRights = readonly LeafRights[];

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
  /** What the roles alone say; present where a limit narrows it. */
  readonly withoutLimit?: LeafRights;
}

/**
 * Prepares the rights that several roles together give. Equal roles give equal rights; no roles give none.
 *
 * @param limit what they are narrowed to, for calls by an API token; absent: nothing is taken away.
 */
export function compileAccessRights(roles: readonly Role[], limit?: RightsLimit): AccessRights {
  const entries = roles.flatMap((role) => [...role.permissions, ...role.folders]);
  const named = [...entries, ...(limit?.folders ?? [])].map(({ controllerId }) => controllerId ?? '');
  const ids = new Set([allControllers, '', ...named]);
  const parts = { covers: folderCovers(), folders: roles.map(scopedFolders) };
  const scopes = new Map([...ids].map((id) => [id, compileScope(roles, id, limit, parts)]));
  return { roles, ...(limit === undefined ? {} : { limit }), scopes };
}

/** The Controllers that the entries of these rights name. */
export function namedControllers(rights: AccessRights): readonly string[] {
  return [...rights.scopes.keys()].filter((id) => id !== '' && id !== allControllers);
}

/** What the scopes of one account share, so that equal lists of folders are one. */
interface SharedParts {
  readonly covers: ReturnType<typeof folderCovers>;
  /** The folders of each role, by Controller. */
  readonly folders: readonly ((controllerId: string) => readonly FolderEntry[])[];
}

function compileScope(
  roles: readonly Role[],
  controllerId: string,
  limit: RightsLimit | undefined,
  shared: SharedParts,
): ScopeRights {
  const found = new Map(
    permissions.map((leaf) => [leaf, { denials: [] as DecidingEntry[], grants: [] as LimitedGrant[] }]),
  );
  for (const [at, role] of roles.entries()) {
    const ref: RoleRef = { serviceId: role.serviceId, name: role.name };
    const folders = shared.folders[at]?.(controllerId) ?? [];
    for (const entry of role.permissions)
      for (const leaf of leavesUnder(entry.permission)) {
        if (!holdsAt(entry, permissionCatalog[leaf], controllerId)) continue;
        if (entry.excluded) found.get(leaf)?.denials.push({ role: ref, entry });
        else found.get(leaf)?.grants.push({ role: ref, entry, folders });
      }
  }
  const narrow =
    limit === undefined ? (whole: LeafRights) => whole : narrowTo(limit, controllerId, shared.covers);
  return [...found].map(([leaf, { denials, grants }]) =>
    narrow(leafRights(leaf, denials, grants, shared.covers), leaf),
  );
}

/** Narrows what roles say of a leaf at a Controller to what lies within a limit. Denials stay as they are. */
function narrowTo(
  limit: RightsLimit,
  controllerId: string,
  covers: SharedParts['covers'],
): (whole: LeafRights, leaf: (typeof permissions)[number]) => LeafRights {
  const leaves = leavesWithin(limit);
  const folders = foldersWithin(limit, controllerId);
  return (whole, leaf) => {
    if (leaves?.has(leaf) === false)
      return { ...leafRights(leaf, whole.denials, [], covers), withoutLimit: whole };
    if (folders === undefined || !whole.traits.hasFolder) return whole;
    const grants = whole.grants.flatMap((grant) => {
      const common = commonFolders(grant.folders, folders);
      // Without any folder left it would hold everywhere.
      return common.length === 0 ? [] : [{ ...grant, folders: common }];
    });
    return { ...leafRights(leaf, whole.denials, grants, covers), withoutLimit: whole };
  };
}

/** Whether an entry speaks of a leaf at this Controller: without a Controller of its own, it does at all (§2.2). */
function holdsAt(entry: PermissionEntry, traits: PermissionTraits, controllerId: string): boolean {
  return !entry.controllerId || (traits.scope === 'controller' && names(entry, controllerId));
}

/** The folders to which a role is limited at a Controller: its own replace the general ones there (§2.6). */
export function foldersAt(role: Role, controllerId: string): readonly FolderEntry[] {
  return scopedFolders(role)(controllerId);
}

/** As `foldersAt`, for one role and any number of Controllers; the general ones are always the same list. */
function scopedFolders(role: Role): (controllerId: string) => readonly FolderEntry[] {
  const general = role.folders.filter((folder) => !folder.controllerId);
  return (controllerId) => {
    const own = role.folders.filter((folder) => names(folder, controllerId));
    return own.length > 0 ? own : general;
  };
}

/** Whether an entry names this Controller. A stored `*` names none: it must not become a wildcard. */
function names(entry: { readonly controllerId?: string }, controllerId: string): boolean {
  return controllerId !== '' && controllerId !== allControllers && entry.controllerId === controllerId;
}

function leafRights(
  leaf: (typeof permissions)[number],
  denials: readonly DecidingEntry[],
  grants: readonly LimitedGrant[],
  covers: SharedParts['covers'],
): LeafRights {
  const traits = permissionCatalog[leaf];
  const refused = refusedBecause(denials, grants);
  if (refused.kind !== 'folderNotCovered') return { traits, denials, grants, refused };
  const unlimited = traits.hasFolder ? grants.find(({ folders }) => folders.length === 0) : grants[0];
  if (unlimited === undefined) return { traits, denials, grants, refused, cover: covers(grants) };
  const { role, entry } = unlimited;
  const because = { kind: 'granted', role, entry } as const;
  return { traits, denials, grants, refused, everywhere: { allowed: true, because } };
}

function refusedBecause(entries: readonly DecidingEntry[], grants: readonly LimitedGrant[]): RefusedBecause {
  if (entries.length > 0) return { kind: 'denied', entries };
  return grants.length > 0 ? { kind: 'folderNotCovered', grants } : { kind: 'notGranted' };
}
