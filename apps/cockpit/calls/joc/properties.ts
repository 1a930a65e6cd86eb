import { succeed } from '@interlock/base';
import { js7ApiVersion } from '@interlock/cockpit-api';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';

/** Settings that clients ask for. */
export function properties(ports: CallPorts): Handler<'joc.properties'> {
  return async () =>
    succeed({
      title: 'Interlock',
      securityLevel: 'LOW',
      defaultProfileAccount: 'root',
      apiVersion: js7ApiVersion,
      inventoryVersion: ports.settings.version,
      forceCommentsForAuditLog: false,
      comments: [],
      copy: { prefix: 'copy', suffix: 'copy' },
      restore: { prefix: 'restored', suffix: 'restored' },
      import: { prefix: 'imported', suffix: 'imported' },
      showViews: {
        dashboard: true,
        workflows: true,
        orders: true,
        history: true,
        auditLog: true,
        resources: true,
      },
      displayFoldersInViews: true,
      allowEmptyArguments: false,
      allowUndeclaredVariables: false,
      clusterLicense: false,
      licenseType: 'OPENSOURCE',
      kioskRole: '',
      kioskViews: {},
      enableLinkChecker: false,
      welcomeDoNotRemindMe: true,
      welcomeGotIt: true,
    });
}
