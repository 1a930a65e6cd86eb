import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { Permission } from './permission-catalog.ts';
import type { Role } from './role.ts';
import type { RoleName } from './role-name.ts';

/** A role that every installation begins with. All of them can be changed or deleted. */
export interface DefaultRole {
  readonly name: RoleName;
  readonly ordering: number;
  /** Whom it is for. */
  readonly purpose: string;
  readonly grants: readonly (Permission | 'sos:products')[];
}

/** Makes the default roles of an Identity Service: without folders, for all Controllers. */
export function defaultRolesOf(serviceId: IdentityServiceId): readonly Role[] {
  return defaultRoles.map(({ name, ordering, grants }) => ({
    serviceId,
    name,
    ordering,
    permissions: grants.map((permission) => ({ permission, excluded: false })),
    folders: [],
  }));
}

/** What everybody who looks at operation may see. */
const observation = [
  'sos:products:joc:auditlog:view',
  'sos:products:joc:calendars:view',
  'sos:products:joc:dailyplan:view',
  'sos:products:joc:documentations:view',
  'sos:products:joc:filetransfer:view',
  'sos:products:controller:view',
  'sos:products:controller:agents:view',
  'sos:products:controller:locks:view',
  'sos:products:controller:workflows:view',
  'sos:products:controller:orders:view',
] as const satisfies readonly Permission[];

/** What operation reads beyond that. */
const insight = [
  'sos:products:joc:administration:customization:view',
  'sos:products:joc:administration:customization:manage',
  'sos:products:joc:administration:customization:share',
  'sos:products:joc:administration:settings:view',
  'sos:products:joc:inventory:view',
  'sos:products:joc:notification:view',
  'sos:products:joc:reports:view',
  'sos:products:controller:deployment:view',
] as const satisfies readonly Permission[];

/** What daily operation does. */
const operation = [
  'sos:products:joc:dailyplan:manage',
  'sos:products:joc:documentations:manage',
  'sos:products:joc:filetransfer:manage',
  'sos:products:joc:reports:manage',
  'sos:products:controller:orders:create',
  'sos:products:controller:orders:cancel',
  'sos:products:controller:orders:modify',
  'sos:products:controller:orders:suspend_resume',
  'sos:products:controller:orders:resume_failed',
  'sos:products:controller:orders:confirm',
  'sos:products:controller:orders:manage_positions',
] as const satisfies readonly Permission[];

/** What changes applications. */
const engineering = [
  'sos:products:joc:administration:settings:manage',
  'sos:products:joc:inventory:manage',
  'sos:products:joc:inventory:deploy',
  'sos:products:joc:encipherment:encrypt',
  'sos:products:controller:deployment:deploy',
] as const satisfies readonly Permission[];

/** What runs the installation itself, without the keys to it. */
const installation = [
  'sos:products:joc:get_log',
  'sos:products:joc:administration:accounts:view',
  'sos:products:joc:administration:accounts:manage',
  'sos:products:joc:administration:settings:manage',
  'sos:products:joc:notification:manage',
  'sos:products:joc:others:view',
  'sos:products:joc:others:manage',
  'sos:products:controller:restart',
  'sos:products:controller:terminate',
  'sos:products:controller:switch_over',
  'sos:products:controller:get_log',
] as const satisfies readonly Permission[];

/** The keys: certificates, registered programs, the cluster. */
const keys = [
  'sos:products:joc:administration:certificates:view',
  'sos:products:joc:administration:certificates:manage',
  'sos:products:joc:administration:controllers:view',
  'sos:products:joc:administration:controllers:manage',
  'sos:products:joc:cluster:manage',
] as const satisfies readonly Permission[];

/** Notices let waiting orders go on, past what their workflow waits for. */
const notices = [
  'sos:products:controller:noticeboards:view',
  'sos:products:controller:noticeboards:post',
  'sos:products:controller:noticeboards:delete',
] as const satisfies readonly Permission[];

/**
 * The default roles. Permissions that are younger than the roles went where their kin stand: logs to those who run
 * the installation, reports to operation, encrypting to those who build workflows. The application_manager sees the
 * registered Controllers and Agents, since workflows are built for them.
 */
export const defaultRoles: readonly DefaultRole[] = [
  role('all', 1, 'Everything, now and in future', ['sos:products']),
  role('administrator', 2, 'Runs the installation, without business duty', [
    ...observation,
    ...insight,
    ...installation,
    ...keys,
  ]),
  role('application_manager', 3, 'Builds and changes workflows', [
    ...observation,
    ...insight,
    ...operation,
    ...engineering,
    'sos:products:joc:administration:controllers:view',
  ]),
  role('incident_manager', 4, 'Service desk: operation, applications and the running programs', [
    ...observation,
    ...insight,
    ...operation,
    ...engineering,
    ...installation,
    ...notices,
  ]),
  role('it_operator', 5, 'Daily operation', [...observation, ...insight, ...operation]),
  role('business_user', 6, 'Sees and changes nothing', [
    ...observation,
    'sos:products:joc:administration:customization:view',
    'sos:products:joc:reports:view',
  ]),
  role('api_user', 7, 'Monitoring by programs', [...observation, 'sos:products:controller:deployment:view']),
];

function role(
  name: string,
  ordering: number,
  purpose: string,
  grants: readonly (Permission | 'sos:products')[],
): DefaultRole {
  return { name: name as RoleName, ordering, purpose, grants: [...new Set(grants)] };
}
