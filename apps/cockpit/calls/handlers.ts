import type { CallHandlers } from '@interlock/cockpit-api';
import type { CallPorts } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { auditLog } from './audit-log.ts';
import { jocCockpitPermissions } from './authentication/joc-cockpit-permissions.ts';
import { login } from './authentication/login.ts';
import { logout } from './authentication/logout.ts';
import { permissions } from './authentication/permissions.ts';
import { listAgents } from './controller/agents.ts';
import { readController } from './controller/controller.ts';
import { listControllers } from './controller/controllers.ts';
import { controllerIds } from './controller/ids.ts';
import { switchController } from './controller/switch.ts';
import { changePassword } from './iam/account-changepassword.ts';
import { can } from './interlock/can.ts';
import { events } from './interlock/events.ts';
import { health } from './interlock/health.ts';
import { me } from './interlock/me.ts';
import { deploy } from './inventory/deployment/deploy.ts';
import { readConfiguration } from './inventory/read/configuration.ts';
import { readFolder } from './inventory/read/folder.ts';
import { storeObject } from './inventory/store.ts';
import { properties } from './joc/properties.ts';
import { versions } from './joc/versions.ts';
import { orderHistory } from './order/history.ts';
import { orderLog } from './order/log.ts';
import { orderLogRunning } from './order/log-running.ts';
import { readOrder } from './order/order.ts';
import { addOrders } from './orders/add.ts';
import { cancelOrders } from './orders/cancel.ts';
import { ordersHistory } from './orders/history.ts';
import { listOrders } from './orders/list.ts';
import { overviewSnapshot } from './orders/overview-snapshot.ts';
import { resumeOrders } from './orders/resume.ts';
import { suspendOrders } from './orders/suspend.ts';
import { taskLog } from './task/log.ts';
import { taskLogRunning } from './task/log-running.ts';
import { tasksHistory } from './tasks/history.ts';
import { touch } from './touch.ts';
import { readWorkflow } from './workflow.ts';
import { listWorkflows } from './workflows.ts';

/** The handler of every call of the route table. */
export function callHandlers(ports: CallPorts): CallHandlers<Caller> {
  return {
    'authentication.login': login(ports),
    'authentication.logout': logout(ports),
    'authentication.joc_cockpit_permissions': jocCockpitPermissions(),
    'authentication.permissions': permissions(),
    touch: touch(),
    'joc.versions': versions(ports),
    'joc.properties': properties(ports),
    controllers: listControllers(ports),
    controller: readController(ports),
    'controller.ids': controllerIds(ports),
    'controller.switch': switchController(ports),
    agents: listAgents(ports),
    'inventory.store': storeObject(ports),
    'inventory.read.configuration': readConfiguration(ports),
    'inventory.read.folder': readFolder(ports),
    'inventory.deployment.deploy': deploy(ports),
    workflows: listWorkflows(ports),
    workflow: readWorkflow(ports),
    orders: listOrders(ports),
    order: readOrder(ports),
    'orders.add': addOrders(ports),
    'orders.cancel': cancelOrders(ports),
    'orders.suspend': suspendOrders(ports),
    'orders.resume': resumeOrders(ports),
    'orders.history': ordersHistory(ports),
    'orders.overview.snapshot': overviewSnapshot(ports),
    'order.history': orderHistory(ports),
    'order.log': orderLog(ports),
    'order.log.running': orderLogRunning(ports),
    'task.log': taskLog(ports),
    'task.log.running': taskLogRunning(ports),
    'tasks.history': tasksHistory(ports),
    audit_log: auditLog(ports),
    'iam.account.changepassword': changePassword(ports),
    'interlock.events': events(ports),
    'interlock.can': can(),
    'interlock.me': me(ports),
    'interlock.health': health(),
  };
}
