import type { Answers } from './answer.ts';
import { moment } from './builders.ts';
import type { World } from './world.ts';

/** The Cockpit, its Controllers and their Agents. */
export function programAnswers(world: World): Answers {
  const surveyDate = () => moment(world.nowMs());
  return {
    'controller.ids': () => ({
      controllerIds: world.controllers.map((one) => one.controllerId),
      selected: 'controller',
    }),
    'controller.switch': () => ({ ok: true }),
    controllers: () => ({ controllers: [...world.controllers] }),
    agents: () => ({ surveyDate: surveyDate(), agents: [...world.agents] }),
    'joc.properties': () => ({
      title: 'Interlock',
      securityLevel: 'LOW',
      defaultProfileAccount: 'default',
      apiVersion: '0.1.0',
      inventoryVersion: '0.1.0',
      forceCommentsForAuditLog: false,
      comments: ['System maintenance', 'Repeat after failure', 'Ticket of the service desk'],
      copy: { prefix: 'copy', suffix: 'copy' },
      restore: { prefix: 'restored', suffix: 'restored' },
      import: { prefix: 'imported', suffix: 'imported' },
      showViews: {},
      displayFoldersInViews: true,
      allowEmptyArguments: false,
      allowUndeclaredVariables: true,
      clusterLicense: false,
      licenseType: 'OPENSOURCE',
      kioskRole: '',
      kioskViews: {},
      enableLinkChecker: false,
      welcomeDoNotRemindMe: true,
      welcomeGotIt: true,
    }),
    'joc.versions': () => ({
      jocVersion: '2.9.0',
      interlockVersion: '0.1.0',
      controllerVersions: world.controllers.map((one) => ({
        controllerId: one.controllerId,
        uri: one.url,
        version: '0.1.0',
      })),
      agentVersions: world.agents.map((one) => ({ agentId: one.agentId, uri: one.url, version: '0.1.0' })),
    }),
  };
}
