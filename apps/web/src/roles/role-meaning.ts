import { type FolderEntry, type Permission, permissionCatalog, permissions } from '@interlock/iam';
import { type PermissionNode, permissionTree } from './permission-nodes.ts';
import { defaultScope, foldersIn, namedScopes, type RoleDraft, type Scope } from './role-draft.ts';
import { effectOf } from './scope-effect.ts';

/** What a role means, in a form that is put into words elsewhere. */
export interface RoleMeaning {
  /** Whether it grants everything everywhere. */
  readonly isEverything: boolean;
  readonly grants: readonly Clause[];
  /** Whether it denies everything everywhere. */
  readonly deniesEverything: boolean;
  /** What it denies, whatever other roles grant. */
  readonly denials: readonly Clause[];
}

/** Things that hold at the same place. */
export interface Clause {
  readonly what: readonly Deed[];
  readonly where: Place;
}

/** What may be done: everything with what stands at a node, or some verbs with some objects. */
export type Deed =
  | { readonly kind: 'everything'; readonly node: PermissionNode }
  | { readonly kind: 'some'; readonly verbs: readonly string[]; readonly objects: readonly string[] };

/** Where something holds. */
export interface Place {
  /** Absent: of the Cockpit, which is one. Empty in `only` can not be. */
  readonly controllers?: { readonly only: readonly Scope[] } | { readonly except: readonly Scope[] };
  /** Absent: folders do not limit it. */
  readonly folders?: readonly Pick<FolderEntry, 'folder' | 'recursive'>[];
}

/** From so many leaves on, a whole node is called by its name. */
const everythingMin = 3;

/** What a role means as it is now. */
export function meaningOf(draft: RoleDraft): RoleMeaning {
  const grants = clausesOf(draft, 'granted');
  return {
    isEverything:
      grants.flatMap(({ where }) => where.folders ?? []).length === 0 && holdsForAll(draft, 'granted'),
    grants,
    deniesEverything: holdsForAll(draft, 'denied'),
    denials: clausesOf(draft, 'denied'),
  };
}

function holdsForAll(draft: RoleDraft, wanted: 'granted' | 'denied'): boolean {
  const effect = effectFor(draft);
  const scopes = [defaultScope, ...namedScopes(draft)];
  return permissions.every((leaf) => scopes.every((scope) => effect(scope, leaf).is === wanted));
}

function clausesOf(draft: RoleDraft, wanted: 'granted' | 'denied'): readonly Clause[] {
  const byPlace = new Map<string, { readonly where: Place; readonly leaves: Permission[] }>();
  for (const leaf of permissions)
    for (const where of placesOf(draft, leaf, wanted)) {
      const key = JSON.stringify(where);
      const known = byPlace.get(key);
      if (known === undefined) byPlace.set(key, { where, leaves: [leaf] });
      else known.leaves.push(leaf);
    }
  const clauses = [...byPlace.values()].map(({ where, leaves }) => ({ where, what: deedsOf(leaves) }));
  // What is done at Controllers is what most people ask about.
  return clauses.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ where }: Clause): number {
  return (where.controllers === undefined ? 2 : 0) + (where.folders === undefined ? 1 : 0);
}

/** The places at which a leaf is granted or denied. Denials reach into every folder (semantics §2.4). */
function placesOf(draft: RoleDraft, leaf: Permission, wanted: 'granted' | 'denied'): readonly Place[] {
  const { scope: kind, hasFolder } = permissionCatalog[leaf];
  const effect = effectFor(draft);
  const scopes = kind === 'cockpit' ? [defaultScope] : [defaultScope, ...namedScopes(draft)];
  const byFolders = new Map<string, Scope[]>();
  for (const scope of scopes) {
    if (effect(scope, leaf).is !== wanted) continue;
    const key = JSON.stringify(hasFolder && wanted === 'granted' ? foldersThatHold(draft, scope) : []);
    byFolders.set(key, [...(byFolders.get(key) ?? []), scope]);
  }
  return [...byFolders].map(([key, holding]) => {
    const folders = JSON.parse(key) as NonNullable<Place['folders']>;
    return {
      ...(kind === 'cockpit' ? {} : { controllers: controllersOf(holding, scopes) }),
      ...(folders.length === 0 ? {} : { folders }),
    };
  });
}

let prepared: { readonly draft: RoleDraft; readonly effect: ReturnType<typeof effectOf> } | undefined;

/** Preparing is the greater part of the work; all leaves of a draft share it. */
function effectFor(draft: RoleDraft): ReturnType<typeof effectOf> {
  if (prepared?.draft !== draft) prepared = { draft, effect: effectOf(draft) };
  return prepared.effect;
}

function controllersOf(
  holding: readonly Scope[],
  scopes: readonly Scope[],
): NonNullable<Place['controllers']> {
  return holding.includes(defaultScope)
    ? { except: scopes.filter((scope) => !holding.includes(scope)) }
    : { only: holding };
}

/** Folders for one Controller replace the general ones there (semantics §2.6). */
function foldersThatHold(draft: RoleDraft, scope: Scope): NonNullable<Place['folders']> {
  const own = foldersIn(draft, scope);
  return (own.length > 0 ? own : foldersIn(draft, defaultScope))
    .map(({ folder, recursive }) => ({ folder, recursive }))
    .toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Leaves in as few words as say the same. */
function deedsOf(leaves: readonly Permission[]): readonly Deed[] {
  const whole: Deed[] = [];
  const single: Permission[] = [];
  const walk = (node: PermissionNode): void => {
    const held = node.leaves.filter((leaf) => leaves.includes(leaf));
    if (held.length === 0) return;
    if (held.length === node.leaves.length && held.length >= everythingMin)
      whole.push({ kind: 'everything', node });
    else if (node.children.length === 0) single.push(...held);
    else node.children.forEach(walk);
  };
  walk(permissionTree);
  return [...whole, ...joined(single)];
}

/** Verbs of one object together, then objects of the same verbs together. */
function joined(leaves: readonly Permission[]): readonly Deed[] {
  const verbsByObject = new Map<string, string[]>();
  for (const leaf of leaves) {
    const { verbs, object } = partsOf(permissionCatalog[leaf].label);
    verbsByObject.set(object, [...(verbsByObject.get(object) ?? []), ...verbs]);
  }
  const objectsByVerbs = new Map<string, string[]>();
  for (const [object, verbs] of verbsByObject) {
    const key = verbs.join('\n');
    objectsByVerbs.set(key, [...(objectsByVerbs.get(key) ?? []), object]);
  }
  return [...objectsByVerbs].map(([verbs, objects]) => ({ kind: 'some', verbs: verbs.split('\n'), objects }));
}

/** `Suspend and resume orders` is to suspend and to resume, and it is about orders. */
function partsOf(label: string): { readonly verbs: readonly string[]; readonly object: string } {
  const [, verbs = label, object = ''] = /^(\w+(?: and \w+)?) (.+)$/.exec(label) ?? [];
  return { verbs: verbs.toLowerCase().split(' and '), object };
}
