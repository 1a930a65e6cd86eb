import type { z } from 'zod';
import { loginHistory } from './calls/audit-log/login-history.ts';
import { auditLog } from './calls/audit-log.ts';
import { jocCockpitPermissions } from './calls/authentication/joc-cockpit-permissions.ts';
import { login } from './calls/authentication/login.ts';
import { logout } from './calls/authentication/logout.ts';
import { permissions } from './calls/authentication/permissions.ts';
import { configuration } from './calls/configuration/configuration.ts';
import { configurations } from './calls/configuration/configurations.ts';
import { saveConfiguration } from './calls/configuration/save.ts';
import { agents } from './calls/controller/agents.ts';
import { controller } from './calls/controller/controller.ts';
import { controllers } from './calls/controller/controllers.ts';
import { controllerIds } from './calls/controller/ids.ts';
import { switchController } from './calls/controller/switch.ts';
import { accessReview } from './calls/iam/access-review.ts';
import { account } from './calls/iam/account/account.ts';
import { changePassword } from './calls/iam/account/changepassword.ts';
import { oneTimePassword } from './calls/iam/account/onetimepassword.ts';
import { accountPermissions } from './calls/iam/account/permissions.ts';
import { renameAccount } from './calls/iam/account/rename.ts';
import { storeAccount } from './calls/iam/account/store.ts';
import { deleteAccounts } from './calls/iam/accounts/delete.ts';
import { disableAccounts } from './calls/iam/accounts/disable.ts';
import { enableAccounts } from './calls/iam/accounts/enable.ts';
import { forcePasswordChange } from './calls/iam/accounts/forcepasswordchange.ts';
import { accounts } from './calls/iam/accounts/list.ts';
import { resetPasswords } from './calls/iam/accounts/resetpassword.ts';
import { throttledAccounts } from './calls/iam/accounts/throttled.ts';
import { unthrottleAccounts } from './calls/iam/accounts/unthrottle.ts';
import { storeBlockedAccount } from './calls/iam/blockedaccount/store.ts';
import { deleteBlockedAccounts } from './calls/iam/blockedaccounts/delete.ts';
import { blockedAccounts } from './calls/iam/blockedaccounts/list.ts';
import { forgetDevice } from './calls/iam/device/forget.ts';
import { explain } from './calls/iam/explain.ts';
import { exportIdentity } from './calls/iam/export.ts';
import { roleFolder } from './calls/iam/folder/folder.ts';
import { renameFolder } from './calls/iam/folder/rename.ts';
import { deleteFolders } from './calls/iam/folders/delete.ts';
import { roleFolders } from './calls/iam/folders/list.ts';
import { storeFolders } from './calls/iam/folders/store.ts';
import { deleteIdentityService } from './calls/iam/identityservice/delete.ts';
import { identityService } from './calls/iam/identityservice/identityservice.ts';
import { renameIdentityService } from './calls/iam/identityservice/rename.ts';
import { storeIdentityService } from './calls/iam/identityservice/store.ts';
import { identityServices } from './calls/iam/identityservices/list.ts';
import { reorderIdentityServices } from './calls/iam/identityservices/reorder.ts';
import { importIdentity } from './calls/iam/import.ts';
import { rolePermission } from './calls/iam/permission/permission.ts';
import { renamePermission } from './calls/iam/permission/rename.ts';
import { deletePermissions } from './calls/iam/permissions/delete.ts';
import { rolePermissions } from './calls/iam/permissions/list.ts';
import { storePermissions } from './calls/iam/permissions/store.ts';
import { rehearsal } from './calls/iam/rehearsal.ts';
import { renameRole } from './calls/iam/role/rename.ts';
import { role } from './calls/iam/role/role.ts';
import { storeRole } from './calls/iam/role/store.ts';
import { deleteRoles } from './calls/iam/roles/delete.ts';
import { roles } from './calls/iam/roles/list.ts';
import { reorderRoles } from './calls/iam/roles/reorder.ts';
import { cancelSessions } from './calls/iam/sessions/cancel.ts';
import { sessions } from './calls/iam/sessions/list.ts';
import { ownSessions } from './calls/iam/sessions/own.ts';
import { cancelOwnSessions } from './calls/iam/sessions/own-cancel.ts';
import { createToken } from './calls/iam/token/create.ts';
import { tokens } from './calls/iam/tokens/list.ts';
import { revokeTokens } from './calls/iam/tokens/revoke.ts';
import { whoCan } from './calls/iam/who-can.ts';
import { can } from './calls/interlock/can.ts';
import { events } from './calls/interlock/events.ts';
import { health } from './calls/interlock/health.ts';
import { logging } from './calls/interlock/logging/logging.ts';
import { storeLogging } from './calls/interlock/logging/store.ts';
import { loginOptions } from './calls/interlock/login.ts';
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
  'audit_log.login_history': loginHistory,
  'iam.blockedAccounts': blockedAccounts,
  'iam.blockedAccounts.delete': deleteBlockedAccounts,
  'iam.blockedAccount.store': storeBlockedAccount,
  'iam.accounts.throttled': throttledAccounts,
  'iam.accounts.unthrottle': unthrottleAccounts,
  'iam.accounts': accounts,
  'iam.accounts.delete': deleteAccounts,
  'iam.accounts.enable': enableAccounts,
  'iam.accounts.disable': disableAccounts,
  'iam.accounts.resetpassword': resetPasswords,
  'iam.accounts.forcepasswordchange': forcePasswordChange,
  'iam.account': account,
  'iam.account.store': storeAccount,
  'iam.account.rename': renameAccount,
  'iam.account.permissions': accountPermissions,
  'iam.account.changepassword': changePassword,
  'iam.account.onetimepassword': oneTimePassword,
  configuration,
  'configuration.save': saveConfiguration,
  configurations,
  'iam.roles': roles,
  'iam.roles.delete': deleteRoles,
  'iam.roles.reorder': reorderRoles,
  'iam.role': role,
  'iam.role.store': storeRole,
  'iam.role.rename': renameRole,
  'iam.permissions': rolePermissions,
  'iam.permissions.store': storePermissions,
  'iam.permissions.delete': deletePermissions,
  'iam.permission': rolePermission,
  'iam.permission.rename': renamePermission,
  'iam.folders': roleFolders,
  'iam.folders.store': storeFolders,
  'iam.folders.delete': deleteFolders,
  'iam.folder': roleFolder,
  'iam.folder.rename': renameFolder,
  'iam.identityservices': identityServices,
  'iam.identityservices.reorder': reorderIdentityServices,
  'iam.identityservice': identityService,
  'iam.identityservice.store': storeIdentityService,
  'iam.identityservice.delete': deleteIdentityService,
  'iam.identityservice.rename': renameIdentityService,
  'iam.device.forget': forgetDevice,
  'iam.sessions': sessions,
  'iam.sessions.cancel': cancelSessions,
  'iam.sessions.own': ownSessions,
  'iam.sessions.own.cancel': cancelOwnSessions,
  'iam.export': exportIdentity,
  'iam.import': importIdentity,
  'iam.tokens': tokens,
  'iam.tokens.revoke': revokeTokens,
  'iam.token.create': createToken,
  'iam.explain': explain,
  'iam.who_can': whoCan,
  'iam.access_review': accessReview,
  'iam.rehearsal': rehearsal,
  'interlock.events': events,
  'interlock.can': can,
  'interlock.logging': logging,
  'interlock.logging.store': storeLogging,
  'interlock.me': me,
  'interlock.login': loginOptions,
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
