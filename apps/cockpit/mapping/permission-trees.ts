import { type AccessRights, allowedSomewhere, type Permission } from '@interlock/iam';

/** The permissions of the Cockpit in the tree that JS7's page reads without looking whether a branch is there. */
export function cockpitTree(
  rights: AccessRights,
): Record<string, boolean | Record<string, boolean | Record<string, boolean>>> {
  const may = (name: string) =>
    allowedSomewhere(rights, { permission: `sos:products:joc:${name}` as Permission });
  const viewManage = (name: string) => ({ view: may(`${name}:view`), manage: may(`${name}:manage`) });
  return {
    getLog: may('get_log'),
    administration: {
      accounts: viewManage('administration:accounts'),
      settings: viewManage('administration:settings'),
      controllers: viewManage('administration:controllers'),
      certificates: viewManage('administration:certificates'),
      customization: {
        ...viewManage('administration:customization'),
        share: may('administration:customization:share'),
      },
    },
    cluster: { manage: may('cluster:manage') },
    inventory: { ...viewManage('inventory'), deploy: may('inventory:deploy') },
    calendars: { view: may('calendars:view') },
    documentations: viewManage('documentations'),
    auditLog: { view: may('auditlog:view') },
    dailyPlan: viewManage('dailyplan'),
    fileTransfer: viewManage('filetransfer'),
    notification: viewManage('notification'),
    encipherment: { encrypt: may('encipherment:encrypt') },
    reports: viewManage('reports'),
    others: viewManage('others'),
  };
}

/** The permissions at a Controller, likewise. */
export function controllerTree(
  rights: AccessRights,
  controllerId: string,
): Record<string, boolean | Record<string, boolean>> {
  const may = (name: string) =>
    allowedSomewhere(rights, { permission: `sos:products:controller:${name}` as Permission, controllerId });
  return {
    view: may('view'),
    restart: may('restart'),
    terminate: may('terminate'),
    getLog: may('get_log'),
    switchOver: may('switch_over'),
    deployments: { view: may('deployment:view'), deploy: may('deployment:deploy') },
    orders: {
      view: may('orders:view'),
      create: may('orders:create'),
      cancel: may('orders:cancel'),
      modify: may('orders:modify'),
      suspendResume: may('orders:suspend_resume'),
      resumeFailed: may('orders:resume_failed'),
      confirm: may('orders:confirm'),
      managePositions: may('orders:manage_positions'),
    },
    agents: { view: may('agents:view') },
    noticeBoards: {
      view: may('noticeboards:view'),
      post: may('noticeboards:post'),
      delete: may('noticeboards:delete'),
    },
    locks: { view: may('locks:view') },
    workflows: { view: may('workflows:view') },
  };
}
