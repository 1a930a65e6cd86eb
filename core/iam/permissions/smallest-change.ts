import { type FolderPath, liesWithin } from '@interlock/base';
import { type AccessRights, foldersAt, type LeafRights } from './access-rights.ts';
import { type AuthorizationRequest, allControllers, type RightsChange, type RoleRef } from './decision.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';

/**
 * The fewest changes that together turn a refusal: every denial goes, and where no grant reaches, one step more.
 * That step widens a role that grants by a folder, or else a role that reaches by the grant, or else it is a further role.
 */
export function smallestChange(
  rights: AccessRights,
  leaf: LeafRights,
  request: AuthorizationRequest,
): readonly RightsChange[] {
  const denials = leaf.denials.map(
    ({ role, entry }): RightsChange => ({ kind: 'removeDenial', role, entry }),
  );
  const widening = grantReaches(leaf, request.folder) ? undefined : wideningStep(rights, leaf, request);
  return widening === undefined ? denials : [...denials, widening];
}

function grantReaches(leaf: LeafRights, folder: FolderPath | undefined): boolean {
  return leaf.grants.some(({ folders }) => !leaf.traits.hasFolder || covers(folders, folder));
}

function wideningStep(rights: AccessRights, leaf: LeafRights, request: AuthorizationRequest): RightsChange {
  const { folder } = request;
  const [granting] = leaf.grants;
  if (granting !== undefined && folder !== undefined) {
    const general = granting.folders.every(({ controllerId }) => !controllerId);
    return { kind: 'addFolder', role: granting.role, folder: folderEntry(folder, general, request) };
  }
  const entry = grantEntry(leaf, request);
  const reaching = rights.roles.find(
    (role) => !leaf.traits.hasFolder || covers(foldersAt(role, request.controllerId ?? ''), folder),
  );
  return reaching === undefined
    ? { kind: 'assignRole', entry }
    : { kind: 'addGrant', role: refOf(reaching), entry };
}

/** A folder for this Controller alone would replace the role's general ones there, so it joins those that hold. */
function folderEntry(folder: FolderPath, general: boolean, request: AuthorizationRequest): FolderEntry {
  const entry = { folder, recursive: false };
  return general || !request.controllerId ? entry : { ...entry, controllerId: request.controllerId };
}

function grantEntry(leaf: LeafRights, { permission, controllerId }: AuthorizationRequest): PermissionEntry {
  const everywhere =
    leaf.traits.scope === 'cockpit' || controllerId === undefined || controllerId === allControllers;
  return { permission, excluded: false, ...(everywhere ? {} : { controllerId }) };
}

function covers(folders: readonly FolderEntry[], asked: FolderPath | undefined): boolean {
  if (folders.length === 0) return true;
  return (
    asked !== undefined &&
    folders.some(({ folder, recursive }) => (recursive ? liesWithin(asked, folder) : asked === folder))
  );
}

function refOf({ serviceId, name }: Role): RoleRef {
  return { serviceId, name };
}
