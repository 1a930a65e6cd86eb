import { createHash } from 'node:crypto';
import { canonicalJson, type FolderPath, type Json } from '@interlock/base';
import { permissions, type Role } from '@interlock/iam';
import { type Seeded, seeded } from './seeded.ts';

/** What is asked of every arm. */
export interface Query {
  /** The place of the account in the list. */
  readonly account: number;
  readonly permission: string;
  readonly controllerId: string;
  readonly folder: FolderPath;
}

/** Policies and questions, the same in each run. */
export interface AuthorizationWorkload {
  /** The roles of each account. */
  readonly accounts: readonly (readonly Role[])[];
  readonly controllerIds: readonly string[];
  readonly folders: readonly FolderPath[];
  readonly queries: readonly Query[];
}

const counts = {
  roles: 20,
  folders: 200,
  controllers: 5,
  accounts: 50,
  madePermissions: 100,
  queries: 20_000,
};

/** What the workload's content has to come to, so that no two runs speak of different ones without showing it. */
const digest = 'c2oDRXUHtRqDt20M9lDmXE95PPNsl1eT8rzVW77X-ZQ';

/**
 * Makes the workload: the permissions of the catalogue and made ones, roles that grant and deny leaves and nodes, in
 * general and at single Controllers, limited to folders; accounts with two to five roles.
 *
 * @throws where its content is not the one that is known.
 */
export function authorizationWorkload(): AuthorizationWorkload {
  const chance = seeded(20_260);
  const folders = foldersOf(chance);
  const controllerIds = Array.from({ length: counts.controllers }, (_, at) => `controller-${at}`);
  const names = permissionNames();
  const roles = Array.from({ length: counts.roles }, (_, at) =>
    roleOf(at, chance, folders, controllerIds, names),
  );
  const accounts = Array.from({ length: counts.accounts }, () =>
    Array.from({ length: 2 + chance.below(4) }, () => chance.pick(roles)),
  );
  const queries = Array.from(
    { length: counts.queries },
    (): Query => ({
      account: chance.below(counts.accounts),
      // Mostly what there is; one in twenty is a name that means nothing here.
      permission: chance.percent(5) ? chance.pick(names.made) : chance.pick(permissions),
      controllerId: chance.pick(controllerIds),
      folder: chance.pick(folders),
    }),
  );
  const workload = { accounts, controllerIds, folders, queries };
  const found = createHash('sha256')
    .update(canonicalJson(workload as unknown as Json))
    .digest('base64url');
  if (found !== digest) throw new Error(`The workload of authorization has changed: ${found}`);
  return workload;
}

function foldersOf(chance: Seeded): readonly FolderPath[] {
  const folders = new Set(['/']);
  while (folders.size < counts.folders) {
    const above = chance.pick([...folders]);
    if (above.split('/').length > 5) continue;
    folders.add(`${above === '/' ? '' : above}/folder-${folders.size}`);
  }
  return [...folders] as FolderPath[];
}

/** Names that may be stored: leaves, the nodes above them, and made ones. */
interface PermissionNames {
  readonly nodes: readonly string[];
  readonly made: readonly string[];
}

function permissionNames(): PermissionNames {
  const nodes = new Set(
    permissions.flatMap((leaf) => {
      const parts = leaf.split(':');
      return parts.slice(3).map((_, at) => parts.slice(0, at + 3).join(':'));
    }),
  );
  const made = Array.from(
    { length: counts.madePermissions },
    (_, at) => `sos:products:made:area-${at % 10}:right-${at}`,
  );
  return { nodes: [...nodes], made };
}

function roleOf(
  at: number,
  chance: Seeded,
  folders: readonly FolderPath[],
  controllerIds: readonly string[],
  { nodes, made }: PermissionNames,
): Role {
  const place = () => (chance.percent(25) ? { controllerId: chance.pick(controllerIds) } : {});
  const entries = (count: number, names: readonly string[], excluded: boolean) =>
    Array.from({ length: count }, () => ({ permission: chance.pick(names), excluded, ...place() }));
  return {
    serviceId: 'joc' as Role['serviceId'],
    name: `role-${at}` as Role['name'],
    ordering: at,
    permissions: [
      ...entries(4 + chance.below(6), nodes, false),
      ...entries(8 + chance.below(16), permissions, false),
      ...entries(5 + chance.below(10), made, false),
      ...entries(chance.below(3), permissions, true),
    ],
    folders: Array.from({ length: chance.percent(20) ? 0 : 5 + chance.below(11) }, () => ({
      folder: chance.pick(folders),
      recursive: chance.percent(60),
      ...place(),
    })),
  };
}
