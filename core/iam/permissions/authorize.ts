import type { AccessRights, LeafRights } from './access-rights.ts';
import {
  type AuthorizationRequest,
  allControllers,
  type Decision,
  type RefusedBecause,
  type RightsChange,
} from './decision.ts';
import { isPermission, permissions } from './permission-catalog.ts';
import { limitLeaves } from './rights-limit.ts';
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
  return granted(leaf, request) ?? refusal(rights, leaf, request);
}

function granted(leaf: LeafRights, { folder }: AuthorizationRequest) {
  return leaf.everywhere ?? (folder === undefined ? undefined : leaf.cover?.find(folder));
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

/** The place of each leaf in the catalogue: one small map for all decisions, which is always at hand. */
const leafPlaces: ReadonlyMap<string, number> = new Map(permissions.map((leaf, place) => [leaf, place]));

/** What the rights say of a leaf at the Controller that is asked for; undefined where there is no such leaf. */
export function leafRightsAt(
  rights: AccessRights,
  request: Omit<AuthorizationRequest, 'folder'>,
): LeafRights | undefined {
  const scope = rights.scopes.get(request.controllerId ?? '') ?? rights.scopes.get(allControllers);
  const place = leafPlaces.get(request.permission);
  return place === undefined ? undefined : scope?.[place];
}

function refusal(rights: AccessRights, leaf: LeafRights, request: AuthorizationRequest): Decision {
  const whole = leaf.withoutLimit;
  const account = whole && granted(whole, request)?.because;
  const because =
    account === undefined ? (whole ?? leaf).refused : ({ kind: 'tokenLimited', account } as const);
  return new Refusal(because, rights, whole ?? leaf, request);
}

/** A refusal that works out what it needs only where somebody reads it: most are rows left out of a list. */
class Refusal {
  readonly allowed = false;
  readonly because: RefusedBecause;
  readonly #rights: AccessRights;
  readonly #leaf: LeafRights;
  readonly #request: AuthorizationRequest;
  #needs: readonly RightsChange[] | undefined;

  constructor(
    because: RefusedBecause,
    rights: AccessRights,
    leaf: LeafRights,
    request: AuthorizationRequest,
  ) {
    this.because = because;
    this.#rights = rights;
    this.#leaf = leaf;
    this.#request = request;
  }

  get needs(): readonly RightsChange[] {
    this.#needs ??= [
      ...(this.because.kind === 'tokenLimited'
        ? []
        : smallestChange(this.#rights, this.#leaf, this.#request)),
      ...changeOfLimit(this.#rights, this.#leaf, this.#request),
    ];
    return this.#needs;
  }
}

function changeOfLimit(
  { limit }: AccessRights,
  { traits }: LeafRights,
  request: AuthorizationRequest,
): readonly RightsChange[] {
  const { permission } = request;
  if (limit === undefined || !isPermission(permission)) return [];
  return limitLeaves(limit, permission, traits.hasFolder, request) ? [] : [{ kind: 'otherToken' }];
}

const faulty = {
  unknownPermission: { allowed: false, because: { kind: 'unknownPermission' }, needs: [] },
  controllerMissing: { allowed: false, because: { kind: 'controllerMissing' }, needs: [] },
  folderMissing: { allowed: false, because: { kind: 'folderMissing' }, needs: [] },
} as const satisfies Record<string, Decision>;
