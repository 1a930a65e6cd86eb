import type { ResponseOf } from '@interlock/cockpit-api';
import { permissionCatalog } from '@interlock/iam';
import type { Answers } from './answer.ts';
import { moment } from './builders.ts';
import { serviceName } from './people.ts';
import type { World } from './world.ts';

type Explanation = ResponseOf<'iam.explain'>;

/** Why, who can, and who has what. */
export function accessAnswers(world: World): Answers {
  return {
    'iam.explain': (question) => {
      const permission = question.permission ?? 'sos:products:controller:orders:cancel';
      const refused = question.reference !== undefined || world.lacking.includes(permission);
      const own = question.accountName === undefined;
      const allowed = !refused && (own || question.accountName === 'root');
      const label = permissionCatalog[permission as keyof typeof permissionCatalog]?.label;
      return {
        identityServiceName: serviceName,
        accountName: question.accountName ?? 'maria.huber',
        state: 'active',
        permission,
        ...(label === undefined ? {} : { label }),
        ...(question.controllerId === undefined ? {} : { controllerId: question.controllerId }),
        ...(question.folder === undefined ? {} : { folder: question.folder }),
        anyFolder: question.folder === undefined && permission.includes(':orders:'),
        ...(allowed ? granted(permission) : denied(permission, question.accountName ?? 'maria.huber')),
        ...(question.reference === undefined
          ? {}
          : {
              refusal: {
                reference: question.reference,
                at: moment(world.nowMs() - 90_000),
                reason: `The role night_shift denies ${permission}.`,
              },
            }),
      };
    },
    'iam.who_can': ({ permission, offset, limit }) => {
      const subjects = world.people.accounts
        .filter((row) => row.roles.some((role) => ['all', 'it_operator'].includes(role)))
        .map((row) => ({
          kind: 'account' as const,
          identityServiceName: serviceName,
          name: row.accountName,
          state: row.blocked
            ? ('blocked' as const)
            : row.disabled
              ? ('disabled' as const)
              : ('active' as const),
          role: { identityServiceName: serviceName, name: row.roles.includes('all') ? 'all' : 'it_operator' },
          entry: { permission: row.roles.includes('all') ? 'sos:products' : permission },
          folders: row.roles.includes('all') ? [] : [{ folder: '/finance', recursive: true }],
          reason: `The role grants ${permission}.`,
        }));
      const groups = [
        {
          kind: 'group' as const,
          identityServiceName: 'directory',
          name: 'cn=operators,ou=groups',
          state: 'active' as const,
          role: { identityServiceName: 'directory', name: 'operators' },
          entry: { permission: 'sos:products:controller' },
          folders: [],
          reason: 'The role operators grants sos:products:controller.',
        },
      ];
      const all = [...subjects, ...groups];
      const label = permissionCatalog[permission as keyof typeof permissionCatalog]?.label ?? permission;
      return { permission, label, total: all.length, subjects: all.slice(offset, offset + limit) };
    },
    'iam.access_review': (request) => review(world, request),
  };
}

function granted(permission: string): Pick<Explanation, 'allowed' | 'reason' | 'steps' | 'needs'> {
  const role = { identityServiceName: serviceName, name: 'it_operator' };
  const folder = { folder: '/finance', recursive: true };
  return {
    allowed: true,
    reason: `The role it_operator grants ${permission}, in the folder /finance and below.`,
    steps: [
      { kind: 'account', text: `The account maria.huber of the Identity Service ${serviceName}.` },
      { kind: 'roles', text: 'It has the roles it_operator, night_shift.' },
      { kind: 'grant', text: `The role it_operator grants ${permission}.`, role, entry: { permission } },
      {
        kind: 'folder',
        text: 'The role it_operator is limited to the folder /finance and below, which covers it.',
        role,
        folder,
      },
      { kind: 'result', text: 'Allowed.' },
    ],
    needs: [],
  };
}

function denied(
  permission: string,
  accountName: string,
): Pick<Explanation, 'allowed' | 'reason' | 'steps' | 'needs'> {
  const role = { identityServiceName: serviceName, name: 'night_shift' };
  const entry = { permission: 'sos:products:controller:orders', excluded: true };
  return {
    allowed: false,
    reason: 'The role night_shift denies sos:products:controller:orders.',
    steps: [
      { kind: 'account', text: `The account ${accountName} of the Identity Service ${serviceName}.` },
      { kind: 'roles', text: 'It has the roles it_operator, night_shift.' },
      {
        kind: 'denial',
        text: 'The role night_shift denies sos:products:controller:orders, and a denial beats any grant.',
        role,
        entry,
      },
      { kind: 'result', text: 'Refused. The role night_shift denies sos:products:controller:orders.' },
    ],
    needs: [
      {
        kind: 'removeDenial',
        text: 'Remove the denial of sos:products:controller:orders from the role night_shift.',
        role,
        entry,
      },
      {
        kind: 'addGrant',
        text: `Grant ${permission} to the role night_shift.`,
        role,
        entry: { permission },
      },
    ],
  };
}

function review(
  world: World,
  request: {
    readonly search?: string | undefined;
    readonly offset: number;
    readonly limit: number;
    readonly format: string;
  },
): ResponseOf<'iam.access_review'> {
  const words = (request.search ?? '').toLowerCase();
  const found = world.people.accounts.filter((row) =>
    `${row.accountName} ${row.roles.join(' ')}`.toLowerCase().includes(words),
  );
  const page = found.slice(request.offset, request.offset + request.limit);
  const total = found.length;
  const recordedSince = moment(world.nowMs() - 30 * 86_400_000);
  if (request.format === 'csv') {
    const lines = page.flatMap((row) => row.roles.map((role) => `${serviceName},${row.accountName},${role}`));
    return {
      total,
      recordedSince,
      accounts: [],
      csv: `${['service,account,role', ...lines].join('\r\n')}\r\n`,
    };
  }
  return {
    total,
    recordedSince,
    accounts: page.map((row, at) => ({
      identityServiceName: serviceName,
      accountName: row.accountName,
      state: row.blocked ? 'blocked' : row.disabled ? 'disabled' : 'active',
      created: row.created,
      ...(row.lastLogin === undefined ? {} : { lastLogin: row.lastLogin, lastUsed: row.lastLogin }),
      roles: row.roles.map((name, place) => ({
        name,
        exists: !(at % 11 === 6 && place === 0),
        ...(at % 5 === 3 ? {} : { since: row.created }),
        ...(row.lastLogin === undefined || place > 0 ? {} : { lastUsed: row.lastLogin }),
      })),
      unusedPermissions: ['sos:products:joc:auditlog:view', 'sos:products:controller:orders:cancel'].slice(
        at % 3,
      ),
    })),
  };
}
