import type { FolderPath } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import { defaultRoles, type FolderEntry, type PermissionEntry } from '@interlock/iam';
import { serviceName } from './people.ts';

/** A role as the fake keeps it. */
export interface FakeRole {
  roleName: string;
  ordering: number;
  permissions: PermissionEntry[];
  folders: FolderEntry[];
}

/** An Identity Service as the fake keeps it. */
export type FakeService = Omit<
  ResponseOf<'iam.identityservices'>['identityServiceItems'][number],
  'accountCount' | 'roleCount' | 'can'
> & { readonly keepsAccounts: boolean };

/** What the fake knows of roles, Identity Services and settings. */
export interface Rights {
  services: FakeService[];
  /** By service. */
  roles: Map<string, FakeRole[]>;
  /** The general settings as they were sent last. */
  settings: Record<string, unknown>;
}

/** One service with the default roles; in a world that is full a second service and roles with entries of all kinds. */
export function rights(isFull: boolean, roleCount = 0): Rights {
  const roles: FakeRole[] = defaultRoles.map(({ name, ordering, grants }) => ({
    roleName: name,
    ordering,
    permissions: grants.map((permission) => ({ permission, excluded: false })),
    folders: [],
  }));
  if (!isFull)
    return {
      services: [service(serviceName, 'JOC', 1)],
      roles: new Map([[serviceName, roles]]),
      settings: {},
    };
  roles.push(billing(), external(), ...many(roleCount));
  return {
    services: [
      service(serviceName, 'JOC', 1),
      {
        ...service('directory', 'LDAP', 2),
        keepsAccounts: false,
        disabled: true,
        usable: false,
        unusableReason: 'The type LDAP is not built in yet; such a service can only be stored disabled.',
      },
      {
        ...service('card of the bank', 'CERTIFICATE', 3),
        disabled: true,
        secondFactor: true,
        usable: false,
        unusableReason:
          'The type CERTIFICATE is not built in yet; such a service can only be stored disabled.',
      },
    ],
    roles: new Map([
      [serviceName, roles],
      ['directory', []],
      ['card of the bank', []],
    ]),
    settings: { sessionTimeout: 1_200 },
  };
}

function service(
  identityServiceName: string,
  identityServiceType: FakeService['identityServiceType'],
  ordering: number,
): FakeService {
  return {
    identityServiceType,
    identityServiceName,
    serviceAuthenticationScheme: 'SINGLE-FACTOR',
    ordering,
    disabled: false,
    required: false,
    secondFactor: false,
    usable: true,
    keepsAccounts: true,
  };
}

const orders = 'sos:products:controller:orders';

/** Orders in folders, with a Controller where less is allowed. */
function billing(): FakeRole {
  return {
    roleName: 'billing_operator',
    ordering: 8,
    permissions: [
      { permission: `${orders}:view`, excluded: false },
      { permission: `${orders}:cancel`, excluded: false },
      { permission: 'sos:products:controller:workflows:view', excluded: false },
      { permission: `${orders}:cancel`, excluded: true, controllerId: 'production' },
    ],
    folders: [
      { folder: '/billing' as FolderPath, recursive: true },
      { folder: '/shared/calendars' as FolderPath, recursive: false },
    ],
  };
}

/** Names that no catalogue knows, as other programs store them. */
function external(): FakeRole {
  return {
    roleName: 'auditor_external',
    ordering: 9,
    permissions: [
      { permission: 'sos:products:joc:auditlog', excluded: false },
      { permission: 'sos:products:joc:auditlog:download', excluded: false },
      { permission: 'sos:products:controller', excluded: true },
    ],
    folders: [],
  };
}

function many(count: number): readonly FakeRole[] {
  return Array.from({ length: count }, (_, at) => ({
    roleName: `team_${String(at).padStart(4, '0')}`,
    ordering: 10 + at,
    permissions: [{ permission: `${orders}:view`, excluded: false }],
    folders: [{ folder: `/team/${at}` as FolderPath, recursive: true }],
  }));
}
