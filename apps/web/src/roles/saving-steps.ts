import {
  defaultScope,
  foldersIn,
  type Mark,
  markOf,
  namedScopes,
  permissionsIn,
  type RoleDraft,
  type Scope,
} from './role-draft.ts';

/** One call by which a part of a changed role is stored. */
export type SavingStep =
  | {
      readonly call: 'iam.permissions.store';
      readonly scope: Scope;
      readonly permissions: readonly { readonly permissionPath: string; readonly excluded: boolean }[];
    }
  | {
      readonly call: 'iam.permissions.delete';
      readonly scope: Scope;
      readonly permissionPaths: readonly string[];
    }
  | {
      readonly call: 'iam.folders.store';
      readonly scope: Scope;
      readonly folders: readonly { readonly folder: string; readonly recursive: boolean }[];
    }
  | { readonly call: 'iam.folders.delete'; readonly scope: Scope; readonly folderNames: readonly string[] };

interface Turn {
  readonly scope: Scope;
  readonly permission: string;
  readonly from: Mark;
  readonly to: Mark;
}

/**
 * The calls that make of the stored role the one that is wanted: the whole difference and nothing else. What narrows
 * comes first and what widens last, so that a role which is saved by half never gives what neither of the two gives.
 */
export function savingSteps(stored: RoleDraft, wanted: RoleDraft): readonly SavingStep[] {
  const scopes = [...new Set([defaultScope, ...namedScopes(stored), ...namedScopes(wanted)])];
  const turns = scopes.flatMap((scope) => turnsIn(scope, stored, wanted));
  return [
    ...storing(
      scopes,
      turns.filter(({ to }) => to === 'denied'),
    ),
    ...deleting(
      scopes,
      turns.filter(({ from, to }) => from === 'granted' && to === 'unset'),
    ),
    // A Controller with folders of its own does not see the general ones: those change while it is so.
    ...scopes.toReversed().flatMap((scope) => storedFolders(scope, stored, wanted)),
    ...scopes.flatMap((scope) => deletedFolders(scope, stored, wanted)),
    ...storing(
      scopes,
      turns.filter(({ to }) => to === 'granted'),
    ),
    ...deleting(
      scopes,
      turns.filter(({ from, to }) => from === 'denied' && to === 'unset'),
    ),
  ];
}

function turnsIn(scope: Scope, stored: RoleDraft, wanted: RoleDraft): readonly Turn[] {
  const names = new Set(
    [stored, wanted].flatMap((draft) => permissionsIn(draft, scope).map((one) => one.permission)),
  );
  return [...names]
    .map((permission) => ({
      scope,
      permission,
      from: markOf(stored, scope, permission),
      to: markOf(wanted, scope, permission),
    }))
    .filter(({ from, to }) => from !== to);
}

function storing(scopes: readonly Scope[], turns: readonly Turn[]): readonly SavingStep[] {
  return scopes.flatMap((scope) => {
    const permissions = turns
      .filter((turn) => turn.scope === scope)
      .map(({ permission, to }) => ({ permissionPath: permission, excluded: to === 'denied' }));
    return permissions.length === 0 ? [] : [{ call: 'iam.permissions.store' as const, scope, permissions }];
  });
}

function deleting(scopes: readonly Scope[], turns: readonly Turn[]): readonly SavingStep[] {
  return scopes.flatMap((scope) => {
    const permissionPaths = turns.filter((turn) => turn.scope === scope).map(({ permission }) => permission);
    return permissionPaths.length === 0
      ? []
      : [{ call: 'iam.permissions.delete' as const, scope, permissionPaths }];
  });
}

function storedFolders(scope: Scope, stored: RoleDraft, wanted: RoleDraft): readonly SavingStep[] {
  const before = foldersIn(stored, scope);
  const folders = foldersIn(wanted, scope)
    .filter(
      ({ folder, recursive }) => !before.some((one) => one.folder === folder && one.recursive === recursive),
    )
    .map(({ folder, recursive }) => ({ folder, recursive }));
  return folders.length === 0 ? [] : [{ call: 'iam.folders.store', scope, folders }];
}

function deletedFolders(scope: Scope, stored: RoleDraft, wanted: RoleDraft): readonly SavingStep[] {
  const after = foldersIn(wanted, scope);
  const folderNames = foldersIn(stored, scope)
    .filter(({ folder }) => !after.some((one) => one.folder === folder))
    .map(({ folder }) => folder);
  return folderNames.length === 0 ? [] : [{ call: 'iam.folders.delete', scope, folderNames }];
}
