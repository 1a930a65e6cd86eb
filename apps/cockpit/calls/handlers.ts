import type { CallHandlers } from '@interlock/cockpit-api';
import type { CallPorts } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { loginHistory } from './audit-log/login-history.ts';
import { auditLog } from './audit-log.ts';
import { jocCockpitPermissions } from './authentication/joc-cockpit-permissions.ts';
import { login } from './authentication/login.ts';
import { logout } from './authentication/logout.ts';
import { permissions } from './authentication/permissions.ts';
import { readConfiguration } from './configuration/configuration.ts';
import { listConfigurations } from './configuration/configurations.ts';
import { saveConfiguration } from './configuration/save.ts';
import { listAgents } from './controller/agents.ts';
import { readController } from './controller/controller.ts';
import { listControllers } from './controller/controllers.ts';
import { controllerIds } from './controller/ids.ts';
import { switchController } from './controller/switch.ts';
import { accessReview } from './iam/access-review.ts';
import { readAccount } from './iam/account/account.ts';
import { changePassword } from './iam/account/changepassword.ts';
import { oneTimePassword } from './iam/account/onetimepassword.ts';
import { readAccountPermissions } from './iam/account/permissions.ts';
import { renameAccount } from './iam/account/rename.ts';
import { storeAccount } from './iam/account/store.ts';
import { deleteAccounts } from './iam/accounts/delete.ts';
import { disableAccounts } from './iam/accounts/disable.ts';
import { enableAccounts } from './iam/accounts/enable.ts';
import { forcePasswordChange } from './iam/accounts/forcepasswordchange.ts';
import { listAccounts } from './iam/accounts/list.ts';
import { resetPasswords } from './iam/accounts/resetpassword.ts';
import { listThrottledAccounts } from './iam/accounts/throttled.ts';
import { unthrottleAccounts } from './iam/accounts/unthrottle.ts';
import { storeBlockedAccount } from './iam/blockedaccount/store.ts';
import { deleteBlockedAccounts } from './iam/blockedaccounts/delete.ts';
import { listBlockedAccounts } from './iam/blockedaccounts/list.ts';
import { forgetDevice } from './iam/device/forget.ts';
import { explain } from './iam/explain.ts';
import { exportIdentity } from './iam/export.ts';
import { readFolderOfRole } from './iam/folder/folder.ts';
import { renameFolder } from './iam/folder/rename.ts';
import { deleteFolders } from './iam/folders/delete.ts';
import { listFolders } from './iam/folders/list.ts';
import { storeFolders } from './iam/folders/store.ts';
import { deleteIdentityService } from './iam/identityservice/delete.ts';
import { readIdentityService } from './iam/identityservice/identityservice.ts';
import { renameIdentityService } from './iam/identityservice/rename.ts';
import { storeIdentityService } from './iam/identityservice/store.ts';
import { listIdentityServices } from './iam/identityservices/list.ts';
import { reorderIdentityServices } from './iam/identityservices/reorder.ts';
import { importIdentity } from './iam/import.ts';
import { readPermission } from './iam/permission/permission.ts';
import { renamePermission } from './iam/permission/rename.ts';
import { deletePermissions } from './iam/permissions/delete.ts';
import { listPermissions } from './iam/permissions/list.ts';
import { storePermissions } from './iam/permissions/store.ts';
import { rehearsal } from './iam/rehearsal.ts';
import { renameRole } from './iam/role/rename.ts';
import { readRole } from './iam/role/role.ts';
import { storeRole } from './iam/role/store.ts';
import { deleteRoles } from './iam/roles/delete.ts';
import { listRoles } from './iam/roles/list.ts';
import { reorderRoles } from './iam/roles/reorder.ts';
import { cancelSessions } from './iam/sessions/cancel.ts';
import { listSessions } from './iam/sessions/list.ts';
import { listOwnSessions } from './iam/sessions/own.ts';
import { cancelOwnSessions } from './iam/sessions/own-cancel.ts';
import { createToken } from './iam/token/create.ts';
import { listTokens } from './iam/tokens/list.ts';
import { revokeTokens } from './iam/tokens/revoke.ts';
import { whoCan } from './iam/who-can.ts';
import { can } from './interlock/can.ts';
import { events } from './interlock/events.ts';
import { health } from './interlock/health.ts';
import { readLogging } from './interlock/logging/logging.ts';
import { storeLogging } from './interlock/logging/store.ts';
import { loginOptions } from './interlock/login.ts';
import { me } from './interlock/me.ts';
import { deploy } from './inventory/deployment/deploy.ts';
import { readConfiguration as readInventory } from './inventory/read/configuration.ts';
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
    'inventory.read.configuration': readInventory(ports),
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
    'audit_log.login_history': loginHistory(ports),
    'iam.blockedAccounts': listBlockedAccounts(ports),
    'iam.blockedAccounts.delete': deleteBlockedAccounts(ports),
    'iam.blockedAccount.store': storeBlockedAccount(ports),
    'iam.accounts.throttled': listThrottledAccounts(ports),
    'iam.accounts.unthrottle': unthrottleAccounts(ports),
    'iam.accounts': listAccounts(ports),
    'iam.accounts.delete': deleteAccounts(ports),
    'iam.accounts.enable': enableAccounts(ports),
    'iam.accounts.disable': disableAccounts(ports),
    'iam.accounts.resetpassword': resetPasswords(ports),
    'iam.accounts.forcepasswordchange': forcePasswordChange(ports),
    'iam.account': readAccount(ports),
    'iam.account.store': storeAccount(ports),
    'iam.account.rename': renameAccount(ports),
    'iam.account.permissions': readAccountPermissions(ports),
    'iam.account.changepassword': changePassword(ports),
    'iam.account.onetimepassword': oneTimePassword(ports),
    configuration: readConfiguration(ports),
    'configuration.save': saveConfiguration(ports),
    configurations: listConfigurations(ports),
    'iam.tokens': listTokens(ports),
    'iam.tokens.revoke': revokeTokens(ports),
    'iam.token.create': createToken(ports),
    'iam.explain': explain(ports),
    'iam.who_can': whoCan(ports),
    'iam.access_review': accessReview(ports),
    'iam.rehearsal': rehearsal(ports),
    'iam.roles': listRoles(ports),
    'iam.roles.delete': deleteRoles(ports),
    'iam.roles.reorder': reorderRoles(ports),
    'iam.role': readRole(ports),
    'iam.role.store': storeRole(ports),
    'iam.role.rename': renameRole(ports),
    'iam.permissions': listPermissions(ports),
    'iam.permissions.store': storePermissions(ports),
    'iam.permissions.delete': deletePermissions(ports),
    'iam.permission': readPermission(ports),
    'iam.permission.rename': renamePermission(ports),
    'iam.folders': listFolders(ports),
    'iam.folders.store': storeFolders(ports),
    'iam.folders.delete': deleteFolders(ports),
    'iam.folder': readFolderOfRole(ports),
    'iam.folder.rename': renameFolder(ports),
    'iam.identityservices': listIdentityServices(ports),
    'iam.identityservices.reorder': reorderIdentityServices(ports),
    'iam.identityservice': readIdentityService(ports),
    'iam.identityservice.store': storeIdentityService(ports),
    'iam.identityservice.delete': deleteIdentityService(ports),
    'iam.identityservice.rename': renameIdentityService(ports),
    'iam.device.forget': forgetDevice(ports),
    'iam.sessions': listSessions(ports),
    'iam.sessions.cancel': cancelSessions(ports),
    'iam.sessions.own': listOwnSessions(ports),
    'iam.sessions.own.cancel': cancelOwnSessions(ports),
    'iam.export': exportIdentity(ports),
    'iam.import': importIdentity(ports),
    'interlock.events': events(ports),
    'interlock.can': can(ports),
    'interlock.logging': readLogging(ports),
    'interlock.logging.store': storeLogging(ports),
    'interlock.me': me(ports),
    'interlock.login': loginOptions(ports),
    'interlock.health': health(),
  };
}
