import type { AuditCategory, AuditView } from '@interlock/audit';
import { allowedSomewhere, type Permission } from '@interlock/iam';
import type { ControllerGateway } from '../controllers/controller-gateway.ts';
import type { Caller } from '../sessions/caller.ts';
import { grantedFolders } from './granted-folders.ts';

/** The right that a category of the Cockpit's own asks for, besides that to read the audit log. */
const cockpitCategories = {
  INVENTORY: 'sos:products:joc:inventory:view',
  DAILYPLAN: 'sos:products:joc:dailyplan:view',
  DOCUMENTATIONS: 'sos:products:joc:documentations:view',
  CERTIFICATES: 'sos:products:joc:administration:certificates:view',
  IDENTITY: 'sos:products:joc:administration:accounts:view',
  SETTINGS: 'sos:products:joc:administration:settings:view',
  MONITORING: 'sos:products:joc:notification:view',
  OTHERS: 'sos:products:joc:others:view',
  UNKNOWN: 'sos:products:joc:others:view',
} as const satisfies Partial<Record<AuditCategory, Permission>>;

/** The right that a category asks for at each Controller. */
const controllerCategories = {
  CONTROLLER: 'sos:products:controller:orders:view',
  DEPLOYMENT: 'sos:products:controller:deployment:view',
} as const satisfies Partial<Record<AuditCategory, Permission>>;

/** The parts of the audit trail that a caller may read: of each category what he may view besides, folder by folder. */
export function auditViews(caller: Caller, gateway: ControllerGateway): readonly AuditView[] {
  const ofCockpit = Object.entries(cockpitCategories).flatMap(([category, permission]) =>
    allowedSomewhere(caller.rights, { permission })
      ? [view(category as AuditCategory, grantedFolders(caller, permission))]
      : [],
  );
  const ofControllers = gateway.list().flatMap(({ controllerId }) =>
    Object.entries(controllerCategories).flatMap(([category, permission]) =>
      allowedSomewhere(caller.rights, { permission, controllerId })
        ? [
            {
              ...view(category as AuditCategory, grantedFolders(caller, permission, controllerId)),
              controllerId,
            },
          ]
        : [],
    ),
  );
  return [...ofCockpit, ...ofControllers];
}

function view(category: AuditCategory, folders: ReturnType<typeof grantedFolders>): AuditView {
  return { categories: [category], ...(folders === undefined ? {} : { folders }) };
}
