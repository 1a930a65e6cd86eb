import { rootFolder } from '@interlock/base';
import type { AccessRights } from '../permissions/access-rights.ts';
import { authorize, leafRightsAt } from '../permissions/authorize.ts';
import { type AuthorizationRequest, allControllers, type Decision } from '../permissions/decision.ts';
import { isPermission, permissionCatalog } from '../permissions/permission-catalog.ts';

/**
 * Decides what is asked for no single place, as a list or a whole call does: without a folder, whether it is allowed
 * in at least one; without a Controller, at one of the given ones or wherever no entry names one. Where a request
 * names its place, it is `authorize`; else it is `authorize` for the place that allows.
 */
export function decideAnywhere(
  rights: AccessRights,
  request: AuthorizationRequest,
  controllerIds: readonly string[] = [],
): Decision {
  const { permission, controllerId } = request;
  const isOfController = isPermission(permission) && permissionCatalog[permission].scope === 'controller';
  if (!isOfController || controllerId) return inAnyFolder(rights, request);
  let refused: Decision | undefined;
  for (const place of [allControllers, ...controllerIds]) {
    const decision = inAnyFolder(rights, { ...request, controllerId: place });
    if (decision.allowed) return decision;
    refused ??= decision;
  }
  return refused ?? authorize(rights, request);
}

function inAnyFolder(rights: AccessRights, request: AuthorizationRequest): Decision {
  if (request.folder !== undefined) return authorize(rights, request);
  const leaf = leafRightsAt(rights, request);
  const granted = leaf?.cover === undefined ? undefined : leaf.grants[0]?.folders[0];
  return authorize(rights, { ...request, folder: granted?.folder ?? rootFolder });
}
