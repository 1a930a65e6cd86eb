import type { AccessRights, LeafRights } from './access-rights.ts';
import { type AuthorizationRequest, allControllers, type Decision, type RightsChange } from './decision.ts';
import { smallestChange } from './smallest-change.ts';

/**
 * Decides whether the rights allow what is asked, and says why (semantics §2). Pure and total: whatever is not
 * allowed in so many words is refused. Everything that shows, hides, filters or explains asks this function.
 */
export function authorize(rights: AccessRights, request: AuthorizationRequest): Decision {
  const leaf = leafRightsAt(rights, request);
  if (leaf === undefined) return faulty.unknownPermission;
  if (leaf.traits.scope === 'controller' && !request.controllerId) return faulty.controllerMissing;
  if (leaf.traits.hasFolder && !request.folder) return faulty.folderMissing;
  return (
    leaf.everywhere ??
    (request.folder === undefined ? undefined : leaf.cover?.find(request.folder)) ??
    refusal(rights, leaf, request)
  );
}

/**
 * Whether the rights allow it in at least one folder: what a button or a menu needs to know before a folder
 * is chosen. For permissions without a folder it is the decision itself.
 */
export function allowedSomewhere(
  rights: AccessRights,
  request: Omit<AuthorizationRequest, 'folder'>,
): boolean {
  const leaf = leafRightsAt(rights, request);
  if (leaf === undefined || (leaf.traits.scope === 'controller' && !request.controllerId)) return false;
  return leaf.everywhere !== undefined || leaf.cover !== undefined;
}

/** What the rights say of a leaf at the Controller that is asked for; undefined where there is no such leaf. */
export function leafRightsAt(
  rights: AccessRights,
  request: Omit<AuthorizationRequest, 'folder'>,
): LeafRights | undefined {
  const scope = rights.scopes.get(request.controllerId ?? '') ?? rights.scopes.get(allControllers);
  return scope?.get(request.permission);
}

function refusal(rights: AccessRights, leaf: LeafRights, request: AuthorizationRequest): Decision {
  let needs: readonly RightsChange[] | undefined;
  return {
    allowed: false,
    because: leaf.refused,
    // Worked out only where somebody reads it: most refusals are rows left out of a list.
    get needs() {
      needs ??= smallestChange(rights, leaf, request);
      return needs;
    },
  };
}

const faulty = {
  unknownPermission: { allowed: false, because: { kind: 'unknownPermission' }, needs: [] },
  controllerMissing: { allowed: false, because: { kind: 'controllerMissing' }, needs: [] },
  folderMissing: { allowed: false, because: { kind: 'folderMissing' }, needs: [] },
} as const satisfies Record<string, Decision>;
