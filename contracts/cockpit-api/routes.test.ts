import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isAuditEventName } from '@interlock/audit';
import { isPermission, permissionCatalog } from '@interlock/iam';
import { routeIds, routes } from './routes.ts';

it('every permission of the table is a leaf of the catalogue', () => {
  for (const id of routeIds) {
    const { access } = routes[id];
    if ('permissions' in access)
      for (const name of access.permissions) assert.ok(isPermission(name), `${id}: ${name}`);
  }
});

it('every audit event of the table is in the catalogue of the audit trail', () => {
  for (const id of routeIds) {
    const { auditEvent } = routes[id];
    if (auditEvent !== undefined) assert.ok(isAuditEventName(auditEvent), `${id}: ${auditEvent}`);
  }
});

it('a call whose permission has a folder says how the folder is found', () => {
  for (const id of routeIds) {
    const { access, folder } = routes[id];
    if (!('permissions' in access)) continue;
    const hasFolder = access.permissions.some(
      (name) => isPermission(name) && permissionCatalog[name].hasFolder,
    );
    if (hasFolder) assert.notEqual(folder, 'none', id);
  }
});

it('a call whose permission is one of a Controller says how the Controller is found', () => {
  for (const id of routeIds) {
    const { access, controller } = routes[id];
    if (!('permissions' in access)) continue;
    const isOfController = access.permissions.some((name) => name.startsWith('sos:products:controller:'));
    if (isOfController) assert.notEqual(controller, 'none', id);
  }
});

it('only the calls that three JS7 scripts break may carry text after their body; one of them is here', () => {
  assert.deepEqual(
    routeIds.filter((id) => routes[id].firstValueOnly),
    ['configuration.save'],
  );
});

it('GET is for the stream and the probe alone', () => {
  assert.deepEqual(
    routeIds.filter((id) => routes[id].method === 'GET'),
    ['interlock.events', 'interlock.health'],
  );
});
