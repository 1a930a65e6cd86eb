/** Whether a permission is about one Controller or about the Cockpit itself. */
export type PermissionScope = 'cockpit' | 'controller';

/** One leaf of the catalogue. */
export interface PermissionTraits {
  readonly scope: PermissionScope;
  /** Whether a role's folders limit it (semantics §2.3). */
  readonly hasFolder: boolean;
  /** What it allows, as a person reads it. */
  readonly label: string;
}

const cockpit = (label: string) => ({ scope: 'cockpit', hasFolder: false, label }) as const;
const cockpitFolder = (label: string) => ({ scope: 'cockpit', hasFolder: true, label }) as const;
const controller = (label: string) => ({ scope: 'controller', hasFolder: false, label }) as const;
const controllerFolder = (label: string) => ({ scope: 'controller', hasFolder: true, label }) as const;

/** The list of permissions: 31 of the Cockpit, 21 of a Controller. Names are those of the API, and frozen. */
export const permissionCatalog = {
  'sos:products:joc:get_log': cockpit('Read the logs of the Cockpit'),
  'sos:products:joc:administration:accounts:view': cockpit('See accounts, roles and Identity Services'),
  'sos:products:joc:administration:accounts:manage': cockpit('Change accounts, roles and Identity Services'),
  'sos:products:joc:administration:certificates:view': cockpit('See certificates and authorities'),
  'sos:products:joc:administration:certificates:manage': cockpit('Issue and revoke certificates'),
  'sos:products:joc:administration:controllers:view': cockpit('See registered Controllers and Agents'),
  'sos:products:joc:administration:controllers:manage': cockpit('Register Controllers and Agents'),
  'sos:products:joc:administration:customization:view': cockpit('See saved views and filters'),
  'sos:products:joc:administration:customization:manage': cockpit('Change saved views and filters'),
  'sos:products:joc:administration:customization:share': cockpit('Share own views and filters'),
  'sos:products:joc:administration:settings:view': cockpit('See settings'),
  'sos:products:joc:administration:settings:manage': cockpit('Change settings'),
  'sos:products:joc:auditlog:view': cockpit('Read the audit log'),
  'sos:products:joc:calendars:view': cockpitFolder('See calendars'),
  'sos:products:joc:cluster:manage': cockpit('Switch between Cockpit nodes'),
  'sos:products:joc:dailyplan:view': cockpitFolder('See the Daily Plan'),
  'sos:products:joc:dailyplan:manage': cockpitFolder('Change the Daily Plan'),
  'sos:products:joc:documentations:view': cockpitFolder('Read documentation'),
  'sos:products:joc:documentations:manage': cockpitFolder('Change documentation'),
  'sos:products:joc:filetransfer:view': cockpit('See file transfers'),
  'sos:products:joc:filetransfer:manage': cockpit('Change file transfers'),
  'sos:products:joc:inventory:view': cockpitFolder('See the inventory'),
  'sos:products:joc:inventory:manage': cockpitFolder('Change the inventory'),
  'sos:products:joc:inventory:deploy': cockpitFolder('Deploy and release from the inventory'),
  'sos:products:joc:notification:view': cockpit('See notifications'),
  'sos:products:joc:notification:manage': cockpit('Configure notifications'),
  'sos:products:joc:reports:view': cockpit('See reports'),
  'sos:products:joc:reports:manage': cockpit('Create and delete reports'),
  'sos:products:joc:others:view': cockpit('See other configuration'),
  'sos:products:joc:others:manage': cockpit('Change other configuration'),
  'sos:products:joc:encipherment:encrypt': cockpit('Encrypt values for jobs'),
  'sos:products:controller:view': controller('See the Controller'),
  'sos:products:controller:restart': controller('Restart the Controller'),
  'sos:products:controller:terminate': controller('Terminate the Controller'),
  'sos:products:controller:switch_over': controller('Switch over to the passive Controller'),
  'sos:products:controller:get_log': controller('Read the logs of the Controller and its Agents'),
  'sos:products:controller:agents:view': controller('See Agents'),
  'sos:products:controller:deployment:view': controllerFolder('See deployments'),
  'sos:products:controller:deployment:deploy': controllerFolder('Deploy to the Controller'),
  'sos:products:controller:locks:view': controllerFolder('See Resource Locks'),
  'sos:products:controller:workflows:view': controllerFolder('See workflows'),
  'sos:products:controller:noticeboards:view': controllerFolder('See Notice Boards'),
  'sos:products:controller:noticeboards:post': controllerFolder('Post notices'),
  'sos:products:controller:noticeboards:delete': controllerFolder('Delete notices'),
  'sos:products:controller:orders:view': controllerFolder('See orders'),
  'sos:products:controller:orders:create': controllerFolder('Add orders'),
  'sos:products:controller:orders:cancel': controllerFolder('Cancel orders'),
  'sos:products:controller:orders:modify': controllerFolder('Change orders'),
  'sos:products:controller:orders:suspend_resume': controllerFolder('Suspend and resume orders'),
  'sos:products:controller:orders:resume_failed': controllerFolder('Resume failed orders'),
  'sos:products:controller:orders:confirm': controllerFolder('Confirm prompts of orders'),
  'sos:products:controller:orders:manage_positions': controllerFolder(
    'Change the position at which an order goes on',
  ),
} as const satisfies Record<string, PermissionTraits>;

/** A leaf of the catalogue. */
export type Permission = keyof typeof permissionCatalog;

/** All leaves, in the order of the catalogue. */
export const permissions = Object.keys(permissionCatalog) as readonly Permission[];

/** Whether a text is a leaf. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissionCatalog, text);
}
