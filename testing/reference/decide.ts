/**
 * The permission decision, read a second time from semantics §2 alone and written as plainly as can be: no preparation,
 * no caches, no code of the product. Tests hold the product against it, and the benchmark takes it as its slow peer.
 */

import { permissions } from '@interlock/iam';

/** The names of the catalogue: what is not among them is no permission. The one thing that is taken from the product. */
const catalogue: ReadonlySet<string> = new Set(permissions);

/** A role as the rules see it. */
export interface ReferenceRole {
  readonly permissions: readonly {
    readonly permission: string;
    readonly excluded: boolean;
    readonly controllerId?: string;
  }[];
  readonly folders: readonly {
    readonly folder: string;
    readonly recursive: boolean;
    readonly controllerId?: string;
  }[];
}

/** What is asked. A Controller that is called `*` stands for one that no entry names. */
export interface ReferenceAsk {
  readonly permission: string;
  readonly controllerId?: string;
  readonly folder?: string;
}

/** The kinds of objects that stand in folders (§2.3). */
const withFolders = new Set([
  'inventory',
  'calendars',
  'dailyplan',
  'documentations',
  'deployment',
  'orders',
  'workflows',
  'locks',
  'noticeboards',
]);

/** Whether the roles together allow it. */
export function decideByReference(roles: readonly ReferenceRole[], ask: ReferenceAsk): boolean {
  if (!catalogue.has(ask.permission)) return false;
  // §2.2
  const isOfController = ask.permission.startsWith('sos:products:controller:');
  if (isOfController && !ask.controllerId) return false;
  // §2.7
  const hasFolder = permissionHasFolder(ask.permission);
  if (hasFolder && !ask.folder) return false;
  // §2.4
  if (roles.some((role) => grants(role, true, isOfController, ask))) return false;
  // §2.5
  return roles.some(
    (role) => grants(role, false, isOfController, ask) && (!hasFolder || coversFolder(role, ask)),
  );
}

/** Whether a permission has a folder (§2.3). */
export function permissionHasFolder(permission: string): boolean {
  return withFolders.has(permission.split(':')[3] ?? '');
}

/** Whether the roles allow it in at least one of these folders; for questions that name none. */
export function decideSomewhereByReference(
  roles: readonly ReferenceRole[],
  ask: Omit<ReferenceAsk, 'folder'>,
  folders: readonly string[],
): boolean {
  return folders.some((folder) => decideByReference(roles, { ...ask, folder }));
}

function grants(role: ReferenceRole, denying: boolean, isOfController: boolean, ask: ReferenceAsk): boolean {
  return role.permissions.some(({ permission, excluded, controllerId }) => {
    if (excluded !== denying) return false;
    // §2.1
    const matches = ask.permission === permission || ask.permission.startsWith(`${permission}:`);
    return matches && (!controllerId || (isOfController && isThisController(controllerId, ask)));
  });
}

// §2.6
function coversFolder({ folders }: ReferenceRole, ask: ReferenceAsk): boolean {
  const own = folders.filter(({ controllerId }) => controllerId && isThisController(controllerId, ask));
  const held = own.length > 0 ? own : folders.filter(({ controllerId }) => !controllerId);
  if (held.length === 0) return true;
  const asked = segments(ask.folder ?? '');
  return held.some(({ folder, recursive }) => {
    const limit = segments(folder);
    if (limit.some((segment, at) => segment !== asked[at])) return false;
    return recursive || limit.length === asked.length;
  });
}

function isThisController(controllerId: string, ask: ReferenceAsk): boolean {
  return ask.controllerId !== '*' && controllerId === ask.controllerId;
}

function segments(folder: string): readonly string[] {
  return folder === '/' ? [] : folder.slice(1).split('/');
}
