import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityServiceId } from '../identity-services/identity-service-id.ts';
import { compileAccessRights } from './access-rights.ts';
import { allowedSomewhere } from './authorize.ts';
import { defaultRolesOf } from './default-roles.ts';
import { permissions } from './permission-catalog.ts';

const service = identityServiceId('joc');
assert.ok(service.ok);
const roles = defaultRolesOf(service.value);
const order = [
  'all',
  'administrator',
  'application_manager',
  'incident_manager',
  'it_operator',
  'business_user',
  'api_user',
];

// One column per role in the order above.
const matrix = `
joc:get_log                             x x - x - - -
joc:administration:accounts:view        x x - x - - -
joc:administration:accounts:manage      x x - x - - -
joc:administration:certificates:view    x x - - - - -
joc:administration:certificates:manage  x x - - - - -
joc:administration:controllers:view     x x x - - - -
joc:administration:controllers:manage   x x - - - - -
joc:administration:customization:view   x x x x x x -
joc:administration:customization:manage x x x x x - -
joc:administration:customization:share  x x x x x - -
joc:administration:settings:view        x x x x x - -
joc:administration:settings:manage      x x x x - - -
joc:auditlog:view                       x x x x x x x
joc:calendars:view                      x x x x x x x
joc:cluster:manage                      x x - - - - -
joc:dailyplan:view                      x x x x x x x
joc:dailyplan:manage                    x - x x x - -
joc:documentations:view                 x x x x x x x
joc:documentations:manage               x - x x x - -
joc:filetransfer:view                   x x x x x x x
joc:filetransfer:manage                 x - x x x - -
joc:inventory:view                      x x x x x - -
joc:inventory:manage                    x - x x - - -
joc:inventory:deploy                    x - x x - - -
joc:notification:view                   x x x x x - -
joc:notification:manage                 x x - x - - -
joc:reports:view                        x x x x x x -
joc:reports:manage                      x - x x x - -
joc:others:view                         x x - x - - -
joc:others:manage                       x x - x - - -
joc:encipherment:encrypt                x - x x - - -
controller:view                         x x x x x x x
controller:restart                      x x - x - - -
controller:terminate                    x x - x - - -
controller:switch_over                  x x - x - - -
controller:get_log                      x x - x - - -
controller:agents:view                  x x x x x x x
controller:deployment:view              x x x x x - x
controller:deployment:deploy            x - x x - - -
controller:locks:view                   x x x x x x x
controller:workflows:view               x x x x x x x
controller:noticeboards:view            x - - x - - -
controller:noticeboards:post            x - - x - - -
controller:noticeboards:delete          x - - x - - -
controller:orders:view                  x x x x x x x
controller:orders:create                x - x x x - -
controller:orders:cancel                x - x x x - -
controller:orders:modify                x - x x x - -
controller:orders:suspend_resume        x - x x x - -
controller:orders:resume_failed         x - x x x - -
controller:orders:confirm               x - x x x - -
controller:orders:manage_positions      x - x x x - -`;

test('the default roles grant what the matrix says, and nothing else', () => {
  assert.deepEqual(
    roles.map(({ name }) => name),
    order,
  );
  const rights = roles.map((role) => compileAccessRights([role]));
  const granted = permissions.map((permission) => {
    const row = rights.map((of) => (allowedSomewhere(of, { permission, controllerId: 'c' }) ? 'x' : '-'));
    return `${permission.slice('sos:products:'.length).padEnd(39)} ${row.join(' ')}`;
  });
  assert.equal(granted.join('\n'), matrix.trim());
});

test('every default role but «all» lists its permissions one by one', () => {
  for (const role of roles.slice(1))
    for (const { permission, excluded } of role.permissions) {
      assert.ok((permissions as readonly string[]).includes(permission), permission);
      assert.equal(excluded, false);
    }
});
