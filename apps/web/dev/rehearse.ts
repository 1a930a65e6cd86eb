import type { FolderPath } from '@interlock/base';
import type { RequestOf, ResponseOf } from '@interlock/cockpit-api';
import {
  allControllers,
  compileAccessRights,
  type FolderEntry,
  isKnownPermission,
  type PermissionEntry,
  type RightsDifference,
  type Role,
  rightsDifference,
} from '@interlock/iam';
import { moment } from './builders.ts';
import type { FakeRole } from './rights.ts';
import { rolesOf } from './rights-lookup.ts';
import type { World } from './world.ts';

type RehearsalAnswer = ResponseOf<'iam.rehearsal'>;

/** Works out who gains and loses by the rules that decide every call, as the Cockpit does. */
export function rehearse(world: World, request: RequestOf<'iam.rehearsal'>): RehearsalAnswer {
  const { identityServiceName: service, role, removedRole, assignment, offset, limit } = request;
  const stored = rolesOf(world, service);
  const drafted = stored
    .filter(({ roleName }) => roleName !== removedRole && roleName !== role?.name)
    .concat(role === undefined ? [] : [{ ...draftedRole(role) }]);
  const rightsBy = (roles: readonly FakeRole[], names: readonly string[]) =>
    compileAccessRights(
      roles
        .filter(({ roleName }) => names.includes(roleName))
        .map((one) => ({ ...one, serviceId: service, name: one.roleName }) as unknown as Role),
    );
  const subjects = world.people.accounts.flatMap((account) => {
    const names = account.accountName === assignment?.accountName ? assignment.roles : account.roles;
    const differences = rightsDifference(rightsBy(stored, account.roles), rightsBy(drafted, names));
    const state = account.disabled ? 'disabled' : account.blocked ? 'blocked' : 'active';
    return differences.length === 0
      ? []
      : [
          {
            kind: 'account' as const,
            identityServiceName: service,
            name: account.accountName,
            state: state as 'active',
            gains: differences.filter(({ gains }) => gains).map(differenceItem),
            loses: differences.filter(({ loses }) => loses).map(differenceItem),
          },
        ];
  });
  return {
    warnings: warningsOf(stored, role),
    total: subjects.length,
    subjects: subjects.slice(offset, offset + limit),
    replay: replayOf(world, service, subjects),
  };
}

function draftedRole(role: NonNullable<RequestOf<'iam.rehearsal'>['role']>): FakeRole {
  return {
    roleName: role.name,
    ordering: 1,
    permissions: role.permissions.map(
      (entry) => ({ ...entry, excluded: entry.excluded ?? false }) as PermissionEntry,
    ),
    folders: role.folders.map(
      (entry) =>
        ({
          ...entry,
          recursive: entry.recursive ?? false,
          folder: entry.folder as FolderPath,
        }) as FolderEntry,
    ),
  };
}

function differenceItem({ permission, controllerId, except, before, after }: RightsDifference) {
  const extent = (where: RightsDifference['before']) =>
    typeof where === 'string' ? where : where.map((folder) => ({ ...folder }));
  return {
    permission,
    ...(controllerId === allControllers ? {} : { controllerId }),
    exceptControllerIds: [...except],
    before: extent(before),
    after: extent(after),
  };
}

function warningsOf(
  stored: readonly FakeRole[],
  role: RequestOf<'iam.rehearsal'>['role'],
): RehearsalAnswer['warnings'] {
  const before = stored.find(({ roleName }) => roleName === role?.name);
  const widens = role !== undefined && role.folders.length === 0 && (before?.folders.length ?? 0) > 0;
  const names = (role?.permissions ?? []).filter(({ permission }) => !isKnownPermission(permission));
  return [
    ...(widens
      ? [
          {
            kind: 'roleWidens' as const,
            text: `The last folder of the role ${role.name} goes: it would hold in all folders.`,
          },
        ]
      : []),
    ...names.map(({ permission }) => ({
      kind: 'unknownPermission' as const,
      text: `There is no permission ${permission}; the entry has no effect.`,
    })),
  ];
}

function replayOf(
  world: World,
  service: string,
  subjects: RehearsalAnswer['subjects'],
): RehearsalAnswer['replay'] {
  const answers = subjects.slice(0, 4).flatMap(({ name, gains, loses }, at) =>
    [...loses.slice(0, 2), ...gains.slice(0, 1)].map((one, index) => ({
      identityServiceName: service,
      accountName: name,
      permission: one.permission,
      ...(one.permission.startsWith('sos:products:controller') ? { controllerId: 'controller' } : {}),
      ...(one.permission.includes(':orders:') ? { folder: '/billing/monthly' } : {}),
      before: loses.includes(one),
      after: !loses.includes(one),
      count: 3 + at * 11 + index,
      last: moment(world.nowMs() - (at + 1) * 7_300_000),
    })),
  );
  return {
    since: moment(world.nowMs() - 30 * 86_400_000),
    questions: 1_284,
    notReplayed: 3,
    changed: answers.length,
    answers,
  };
}
