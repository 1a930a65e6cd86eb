import type { RouteId } from '@interlock/cockpit-api';

/** What a route is tried with: a request that is answered with 200 to who may do everything. */
export type SampleRequests = Readonly<Record<RouteId, (orderId: string) => unknown>>;

const controllerId = 'controller';
const newPassword = 'another horse battery staple';

/** One request for each route. Those that are about an order get the id of one that is there. */
export const sampleRequests: SampleRequests = {
  'authentication.login': () => ({}),
  'authentication.logout': () => ({}),
  'authentication.joc_cockpit_permissions': () => ({}),
  'authentication.permissions': () => ({}),
  touch: () => ({}),
  'joc.versions': () => ({}),
  'joc.properties': () => ({}),
  controllers: () => ({}),
  controller: () => ({ controllerId }),
  'controller.ids': () => ({}),
  'controller.switch': () => ({ controllerId }),
  agents: () => ({ controllerId }),
  'inventory.store': () => ({
    path: '/sample/kept',
    objectType: 'WORKFLOW',
    configuration: { instructions: [] },
  }),
  'inventory.read.configuration': () => ({ path: 'drawn', objectType: 'WORKFLOW' }),
  'inventory.read.folder': () => ({ path: '/' }),
  'inventory.deployment.deploy': () => ({
    controllerIds: [controllerId],
    store: { draftConfigurations: [{ configuration: { path: '/sample/drawn', objectType: 'WORKFLOW' } }] },
  }),
  workflows: () => ({ controllerId }),
  workflow: () => ({ controllerId, workflowId: { path: 'ran' } }),
  orders: () => ({ controllerId }),
  order: (orderId) => ({ controllerId, orderId }),
  'orders.add': () => ({ controllerId, orders: [{ workflowPath: 'ran', scheduledFor: 'never' }] }),
  'orders.cancel': (orderId) => ({ controllerId, orderIds: [orderId] }),
  'orders.suspend': (orderId) => ({ controllerId, orderIds: [orderId] }),
  'orders.resume': (orderId) => ({ controllerId, orderIds: [orderId] }),
  'orders.history': () => ({ controllerId }),
  'orders.overview.snapshot': () => ({ controllerId }),
  'order.history': () => ({ controllerId, historyId: 1 }),
  'order.log': () => ({ controllerId, historyId: 1 }),
  'order.log.running': () => ({ controllerId, historyId: 1, eventId: 0 }),
  'task.log': () => ({ controllerId, taskId: 1 }),
  'task.log.running': () => ({ controllerId, taskId: 1, eventId: 0 }),
  'tasks.history': () => ({ controllerId }),
  audit_log: () => ({}),
  'iam.account.changepassword': () => ({
    oldPassword: 'correct horse battery staple',
    password: newPassword,
    repeatedPassword: newPassword,
  }),
  'interlock.events': () => undefined,
  'interlock.can': () => ({ asks: [{ permission: 'sos:products:joc:auditlog:view' }] }),
  'interlock.me': () => ({}),
  'interlock.health': () => undefined,
};
