import type { FolderPath } from '@interlock/base';
import { type AccessRights, namedControllers } from '../permissions/access-rights.ts';
import { authorize, leafRightsAt } from '../permissions/authorize.ts';
import { type AuthorizationRequest, allControllers } from '../permissions/decision.ts';
import { type Permission, permissionCatalog, permissions } from '../permissions/permission-catalog.ts';
import type { FolderEntry } from '../permissions/role.ts';

/** Where a permission is held at one Controller. */
export type Extent = 'everywhere' | 'nowhere' | readonly FolderEntry[];

/** A permission that is held elsewhere than before. */
export interface RightsDifference {
  readonly permission: Permission;
  /** {@link allControllers}: at all but those of `except`. */
  readonly controllerId: string;
  /** Controllers that entries name and at which it is held otherwise, before or after; those that differ have their own. */
  readonly except: readonly string[];
  readonly before: Extent;
  readonly after: Extent;
  /** Whether it is allowed somewhere where it was not; one permission may gain in one folder and lose in another. */
  readonly gains: boolean;
  readonly loses: boolean;
}

/** What one set of rights allows and another does not, in both directions. */
export function rightsDifference(before: AccessRights, after: AccessRights): readonly RightsDifference[] {
  const named = [...new Set([...namedControllers(before), ...namedControllers(after)])].sort();
  return permissions.flatMap((permission) => {
    const general = differenceAt(before, after, { permission, controllerId: allControllers });
    const own = named
      .map((controllerId) => differenceAt(before, after, { permission, controllerId }))
      .filter((difference) => !isSame(difference, general));
    const except = own.map(({ controllerId }) => controllerId);
    return [{ ...general, except }, ...own].filter(({ gains, loses }) => gains || loses);
  });
}

function differenceAt(
  before: AccessRights,
  after: AccessRights,
  at: { readonly permission: Permission; readonly controllerId: string },
): RightsDifference {
  const [extentBefore, extentAfter] = [extentOf(before, at), extentOf(after, at)];
  const places = placesOf(at.permission, extentBefore, extentAfter);
  const differs = (one: AccessRights, other: AccessRights) =>
    places.some((place) => {
      const request = { ...at, ...place };
      return !authorize(one, request).allowed && authorize(other, request).allowed;
    });
  return {
    ...at,
    except: [],
    before: extentBefore,
    after: extentAfter,
    gains: differs(before, after),
    loses: differs(after, before),
  };
}

/** Where rights hold a permission at a Controller. */
export function extentOf(rights: AccessRights, request: Omit<AuthorizationRequest, 'folder'>): Extent {
  const leaf = leafRightsAt(rights, request);
  if (leaf?.everywhere !== undefined) return 'everywhere';
  return leaf?.cover === undefined ? 'nowhere' : leaf.grants.flatMap(({ folders }) => folders);
}

/**
 * The folders at which two extents can differ: each that one of them names, and below each one that none can name,
 * since `*` is in no canonical name. Any other folder is covered like the one below its nearest named ancestor.
 */
function placesOf(
  permission: Permission,
  ...extents: readonly Extent[]
): readonly { readonly folder?: FolderPath }[] {
  if (!permissionCatalog[permission].hasFolder) return [{}];
  const named = extents.flatMap((extent) =>
    typeof extent === 'string' ? [] : extent.map(({ folder }) => folder),
  );
  return [...new Set(['/', ...named])].flatMap((folder) => [
    { folder: folder as FolderPath },
    { folder: (folder === '/' ? '/*' : `${folder}/*`) as FolderPath },
  ]);
}

function isSame(one: RightsDifference, other: RightsDifference): boolean {
  return extentKey(one.before) === extentKey(other.before) && extentKey(one.after) === extentKey(other.after);
}

function extentKey(extent: Extent): string {
  if (typeof extent === 'string') return extent;
  return JSON.stringify(extent.map(({ folder, recursive }) => JSON.stringify([folder, recursive])).sort());
}
