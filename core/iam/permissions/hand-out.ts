import { type FolderPath, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type AccessRights,
  compileAccessRights,
  type LeafRights,
  namedControllers,
} from './access-rights.ts';
import { authorize, leafRightsAt } from './authorize.ts';
import { type AuthorizationRequest, allControllers } from './decision.ts';
import { type Permission, permissions } from './permission-catalog.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';

/** A right that somebody would give or touch without having it. */
export interface LackingRight {
  readonly permission: Permission;
  /** {@link allControllers} where the right is for all. */
  readonly controllerId: string;
  /** Where; absent: everywhere, or the permission has no folder. */
  readonly folder?: FolderEntry;
}

/**
 * Whether the rights of one cover those of another at the same Controllers and folders (semantics §2.8).
 *
 * @returns the first right that is lacking, undefined where none is.
 */
export function lackingRight(held: AccessRights, touched: AccessRights): LackingRight | undefined {
  const controllers = new Set([allControllers, ...namedControllers(held), ...namedControllers(touched)]);
  for (const controllerId of controllers)
    for (const permission of permissions) {
      const leaf = leafRightsAt(touched, { permission, controllerId });
      for (const folder of leaf === undefined ? [] : extentOf(leaf))
        if (!holds(held, { permission, controllerId }, leaf?.traits.hasFolder ?? false, folder))
          return { permission, controllerId, ...(folder === 'everywhere' ? {} : { folder }) };
    }
  return undefined;
}

/** Where a leaf is granted: nowhere, everywhere, or in folders. */
function extentOf(leaf: LeafRights): readonly (FolderEntry | 'everywhere')[] {
  if (leaf.everywhere !== undefined) return ['everywhere'];
  return leaf.cover === undefined ? [] : leaf.grants.flatMap(({ folders }) => folders);
}

function holds(
  held: AccessRights,
  request: AuthorizationRequest,
  hasFolder: boolean,
  extent: FolderEntry | 'everywhere',
): boolean {
  if (!hasFolder) return authorize(held, request).allowed;
  return probes(extent).every((folder) => authorize(held, { ...request, folder }).allowed);
}

/**
 * The folders to ask for: the folder itself and, where all below it counts, one below it that no entry can name,
 * since `*` is in no canonical name: only what is recursive there covers that.
 */
function probes(extent: FolderEntry | 'everywhere'): readonly FolderPath[] {
  const { folder, recursive } =
    extent === 'everywhere' ? { folder: '/' as FolderPath, recursive: true } : extent;
  const below = (folder === '/' ? '/*' : `${folder}/*`) as FolderPath;
  return recursive ? [folder, below] : [folder];
}

/**
 * Whether somebody may store, rename or delete a role. Every entry that comes or goes, denials too, and with changed
 * folders every grant, has to be within what he holds himself. `before` and `after` are absent for new and deleted roles.
 */
export function mayChangeRole(
  held: AccessRights,
  before: Role | undefined,
  after: Role | undefined,
): Result<void> {
  return refuseIf(lackingToChangeRole(held, before, after));
}

/** The first right that is lacking to store, rename or delete a role; undefined where none is. */
export function lackingToChangeRole(
  held: AccessRights,
  before: Role | undefined,
  after: Role | undefined,
): LackingRight | undefined {
  return firstLacking(
    held,
    [before, after].map((role) => touchedBy(role, before, after)),
  );
}

/** The rights that a change of a role touches, as if every entry concerned were a grant. */
function touchedBy(role: Role | undefined, before: Role | undefined, after: Role | undefined): AccessRights {
  if (role === undefined) return compileAccessRights([]);
  const other = role === before ? after : before;
  const sameFolders = other !== undefined && foldersKey(role) === foldersKey(other);
  const kept = new Set(sameFolders && role.name === other.name ? other.permissions.map(entryKey) : []);
  const touched = role.permissions.filter((entry) => !kept.has(entryKey(entry)));
  const grants = touched.filter(({ excluded }) => !excluded);
  // A denial reaches everywhere, whatever the role's folders; so does taking it away.
  const denials = touched.filter(({ excluded }) => excluded).map((entry) => ({ ...entry, excluded: false }));
  return compileAccessRights([
    { ...role, permissions: grants },
    { ...role, permissions: denials, folders: [] },
  ]);
}

function entryKey({ permission, excluded, controllerId = '' }: PermissionEntry): string {
  return JSON.stringify([permission, excluded, controllerId]);
}

function foldersKey({ folders }: Role): string {
  return JSON.stringify(
    folders
      .map(({ folder, recursive, controllerId = '' }) => JSON.stringify([folder, recursive, controllerId]))
      .sort(),
  );
}

/**
 * Whether somebody may touch an account: store it with other roles, reset its password, rename, disable, delete it.
 * He has to hold all that the account could do before and can do afterwards.
 */
export function mayTouchAccount(
  held: AccessRights,
  rolesBefore: readonly Role[],
  rolesAfter: readonly Role[],
): Result<void> {
  return refuseIf(
    firstLacking(
      held,
      [rolesBefore, rolesAfter].map((roles) => compileAccessRights(roles)),
    ),
  );
}

/**
 * Whether somebody may store, disable, rename or delete an Identity Service or its group mapping: who says how
 * accounts are proven, or which groups have which roles, can become any of them. He has to hold all that any role
 * of the service grants.
 */
export function mayTouchService(held: AccessRights, rolesOfService: readonly Role[]): Result<void> {
  return refuseIf(lackingToTouchService(held, rolesOfService));
}

/** The first right that is lacking to touch an Identity Service; undefined where none is. */
export function lackingToTouchService(
  held: AccessRights,
  rolesOfService: readonly Role[],
): LackingRight | undefined {
  const grants = rolesOfService.map((role) => ({
    ...role,
    permissions: role.permissions.filter(({ excluded }) => !excluded),
  }));
  return lackingRight(held, compileAccessRights(grants));
}

function firstLacking(held: AccessRights, touched: readonly AccessRights[]): LackingRight | undefined {
  for (const rights of touched) {
    const lacking = lackingRight(held, rights);
    if (lacking !== undefined) return lacking;
  }
  return undefined;
}

function refuseIf(lacking: LackingRight | undefined): Result<void> {
  return lacking === undefined ? succeed(undefined) : refuse(mayNotHandOut(lacking));
}

function mayNotHandOut({ permission, controllerId, folder }: LackingRight): Problem {
  const at = controllerId === allControllers ? 'all Controllers' : `the Controller ${controllerId}`;
  const below = folder?.recursive ? ' and below' : '';
  const where = folder === undefined ? '' : ` in the folder ${folder.folder}${below}`;
  const scope = permission.startsWith('sos:products:joc:') ? '' : ` for ${at}`;
  return problem(
    'PermissionDenied',
    `This concerns the permission ${permission}${scope}${where}, which the account itself does not hold.`,
  );
}
