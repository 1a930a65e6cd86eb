import { Ability, type AbilityTuple, subject } from '@casl/ability';
import type { FolderPath } from '@interlock/base';
import { compileAccessRights, type FolderEntry, folderFilter, type Permission } from '@interlock/iam';
import { decideByReference } from '../../../testing/reference/decide.ts';
import type { Arm, Scenario } from '../../scenario.ts';
import { authorizationWorkload } from '../../workloads/authorization.ts';
import { seeded } from '../../workloads/seeded.ts';
import { coversByScan, rulesAt } from '../authz-decide/rules.ts';

const pathCount = 100_000;
const permission: Permission = 'sos:products:controller:workflows:view';
const controllerId = 'controller-0';

/** A workflow's folder, and the place of it that CASL takes. */
type Row = { readonly folder: FolderPath };

/** Gives the rows that may be seen. */
type Filter = (rows: readonly Row[]) => readonly Row[];

/** A list of 100,000 workflows, filtered for one account whose role is limited to folders. */
export const authzFilter: Scenario = {
  name: 'authz-filter',
  what: `${pathCount} workflows filtered by folder for one account with two roles of 12 folders each; lists a second`,
  unit: '/s',
  rounds: 15,
  twinTolerance: 0.05,
  goals: [
    { anchor: 'casl', kind: 'atLeast', ratio: 5 },
    { anchor: 'linear scan', kind: 'atLeast', ratio: 3 },
  ],
  durability: 'none',
  async open() {
    const { folders } = authorizationWorkload();
    const roles = ['one', 'two'].map((name, at) => limitedRole(name, folders, at));
    const chance = seeded(7);
    const rows: readonly Row[] = Array.from({ length: pathCount }, () =>
      subject('Place', { folder: chance.pick(folders) }),
    );
    const seen = rows.filter(({ folder }) => decideByReference(roles, { permission, controllerId, folder }));
    const arm = (filter: Filter) => openArm(filter, rows, seen);
    const rights = compileAccessRights(roles);
    const ours = (): Filter => {
      return (all) => {
        const inFolder = folderFilter(rights, { permission, controllerId });
        return all.filter(({ folder }) => inFolder(folder));
      };
    };
    const rules = rulesAt(roles, controllerId).filter((rule) => rule.permission === permission);
    return {
      ours: arm(ours()),
      twin: arm(ours()),
      anchors: { casl: arm(caslFilter(rules)), 'linear scan': arm(linearFilter(rules)) },
    };
  },
};

/** A role that may see workflows in twelve folders. */
function limitedRole(name: string, folders: readonly FolderPath[], at: number) {
  const limits = folders.filter((_, place) => place % 16 === 3 + at).slice(0, 12);
  return {
    serviceId: 'joc' as never,
    name: name as never,
    ordering: at,
    permissions: [{ permission, excluded: false }],
    folders: limits.map((folder, place) => ({ folder, recursive: place % 2 === 0 })),
  };
}

function caslFilter(rules: ReturnType<typeof rulesAt>): Filter {
  const ability = new Ability<AbilityTuple, { readonly folders: readonly FolderEntry[] }>(
    rules.map(({ folders = [] }) => ({ action: permission, subject: 'Place', conditions: { folders } })),
    {
      conditionsMatcher: (conditions) => (row) =>
        coversByScan(conditions.folders, (row as unknown as Row).folder),
    },
  );
  return (rows) => rows.filter((row) => ability.can(permission, row));
}

function linearFilter(rules: ReturnType<typeof rulesAt>): Filter {
  const folders = rules.flatMap((rule) => rule.folders ?? []);
  return (rows) => rows.filter(({ folder }) => coversByScan(folders, folder));
}

function openArm(filter: Filter, rows: readonly Row[], seen: readonly Row[]): Arm {
  const found = filter(rows);
  if (found.length !== seen.length || found.some((row, at) => row !== seen[at]))
    throw new Error('A filter shows other rows than it has to.');
  return {
    measure: async () => {
      const startedAtMs = performance.now();
      let lists = 0;
      do {
        if (filter(rows).length !== seen.length) throw new Error('A filter shows other rows than before.');
        lists += 1;
      } while (performance.now() - startedAtMs < 150);
      return (lists * 1_000) / (performance.now() - startedAtMs);
    },
    close: async () => undefined,
  };
}
