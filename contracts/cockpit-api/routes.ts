import type { z } from 'zod';
import { auditLog } from './calls/audit-log.ts';
import { jocCockpitPermissions } from './calls/authentication/joc-cockpit-permissions.ts';
import { login } from './calls/authentication/login.ts';
import { logout } from './calls/authentication/logout.ts';
import { permissions } from './calls/authentication/permissions.ts';
import { agents } from './calls/controller/agents.ts';
import { controller } from './calls/controller/controller.ts';
import { controllers } from './calls/controller/controllers.ts';
import { controllerIds } from './calls/controller/ids.ts';
import { switchController } from './calls/controller/switch.ts';
import { changePassword } from './calls/iam/account-changepassword.ts';
import { can } from './calls/interlock/can.ts';
import { events } from './calls/interlock/events.ts';
import { health } from './calls/interlock/health.ts';
import { me } from './calls/interlock/me.ts';
import { deploy } from './calls/inventory/deployment/deploy.ts';
import { readConfiguration } from './calls/inventory/read/configuration.ts';
import { readFolder } from './calls/inventory/read/folder.ts';
import { store } from './calls/inventory/store.ts';
import { properties } from './calls/joc/properties.ts';
import { versions } from './calls/joc/versions.ts';
import { orderHistory } from './calls/order/history.ts';
import { orderLog } from './calls/order/log.ts';
import { orderLogRunning } from './calls/order/log-running.ts';
import { order } from './calls/order/order.ts';
import { addOrders } from './calls/orders/add.ts';
import { cancelOrders } from './calls/orders/cancel.ts';
import { ordersHistory } from './calls/orders/history.ts';
import { orders } from './calls/orders/list.ts';
import { overviewSnapshot } from './calls/orders/overview-snapshot.ts';
import { resumeOrders } from './calls/orders/resume.ts';
import { suspendOrders } from './calls/orders/suspend.ts';
import { taskLog } from './calls/task/log.ts';
import { taskLogRunning } from './calls/task/log-running.ts';
import { tasksHistory } from './calls/tasks/history.ts';
import { touch } from './calls/touch.ts';
import { workflow } from './calls/workflow.ts';
import { workflows } from './calls/workflows.ts';
import type { Route } from './route.ts';

/** Every call of the Cockpit, by its id. What does not stand here does not exist. */
export const routes = {
  'authentication.login': login,
  'authentication.logout': logout,
  'authentication.joc_cockpit_permissions': jocCockpitPermissions,
  'authentication.permissions': permissions,
  touch,
  'joc.versions': versions,
  'joc.properties': properties,
  controllers,
  controller,
  'controller.ids': controllerIds,
  'controller.switch': switchController,
  agents,
  'inventory.store': store,
  'inventory.read.configuration': readConfiguration,
  'inventory.read.folder': readFolder,
  'inventory.deployment.deploy': deploy,
  workflows,
  workflow,
  orders,
  order,
  'orders.add': addOrders,
  'orders.cancel': cancelOrders,
  'orders.suspend': suspendOrders,
  'orders.resume': resumeOrders,
  'orders.history': ordersHistory,
  'orders.overview.snapshot': overviewSnapshot,
  'order.history': orderHistory,
  'order.log': orderLog,
  'order.log.running': orderLogRunning,
  'task.log': taskLog,
  'task.log.running': taskLogRunning,
  'tasks.history': tasksHistory,
  audit_log: auditLog,
  'iam.account.changepassword': changePassword,
  'interlock.events': events,
  'interlock.can': can,
  'interlock.me': me,
  'interlock.health': health,
} as const satisfies Record<string, Route>;

/** The path below which all calls stand. */
export const apiPath = '/joc/api';

/** The id of a call: its path with dots. */
export type RouteId = keyof typeof routes;

/** The ids of all calls, in the order of the table. */
export const routeIds = Object.keys(routes) as readonly RouteId[];

/** The request of a call as a handler gets it. */
export type RequestOf<Id extends RouteId> = z.output<(typeof routes)[Id]['request']>;

/** The request of a call as a client of ours sends it. */
export type RequestInput<Id extends RouteId> = z.input<(typeof routes)[Id]['request']>;

/** The answer of a call as a handler gives it. */
export type ResponseOf<Id extends RouteId> = z.output<(typeof routes)[Id]['response']>;

/** The answer of a call as a client gets it: with the moment of the answer. */
export type AnswerOf<Id extends RouteId> = ResponseOf<Id> & { readonly deliveryDate: string };
