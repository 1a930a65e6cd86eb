import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPermission, permissionCatalog } from '@interlock/iam';
import { type ActName, acts, isActName } from './acts.ts';
import { checkShape } from './check-shape.ts';
import { ordersPerRequestMax } from './limits.ts';

const pem = '-----BEGIN CERTIFICATE REQUEST-----\nAA==\n-----END CERTIFICATE REQUEST-----\n';

const good: { readonly [A in ActName]: Record<string, unknown> } = {
  couple: { version: 1, cockpitId: 'cockpit' },
  state: {},
  'add-orders': { orders: [{ orderId: '#2026-11-22#T1-a', workflowPath: '/a/b', arguments: { n: 1 } }] },
  'cancel-orders': { orderIds: ['#1'], mode: 'kill' },
  'suspend-orders': { orderIds: ['#1'], mode: 'afterStep' },
  'resume-orders': { orderIds: ['#1'] },
  'deploy-workflows': {
    deploy: [{ path: '/a', versionId: '1', definition: { instructions: [] } }],
    withdraw: ['/b'],
  },
  'register-agent': { agentId: 'agent', address: '127.0.0.1:4445' },
  'abandon-agent': { agentId: 'agent' },
  'join-agent': { agentId: 'agent', address: '[::1]:4445', token: 'x' },
  'join-agent-certificate': { joinId: 'A'.repeat(22), certificate: pem, ca: pem },
  'renew-certificates': {},
  'install-certificates': {
    ca: pem,
    certificates: [{ owner: { kind: 'controllerServer' }, certificate: pem }],
  },
  'release-events': { eventId: 7 },
  agents: {},
};

const names = Object.keys(acts).filter(isActName);

test('each act takes a request of its own shape', () => {
  assert.equal(names.length, Object.keys(good).length);
  for (const name of names) assert.deepEqual(checkShape(acts[name].request, good[name]).ok, true, name);
});

test('each act refuses an unknown field by name', () => {
  for (const name of names) {
    const checked = checkShape(acts[name].request, { ...good[name], isAdmin: true });
    assert.ok(!checked.ok, name);
    assert.equal(checked.problem.field, 'isAdmin', name);
  }
});

test('each act that a person asks for is audited, and its permissions are of the catalogue and agree with it on folders', () => {
  for (const name of names) {
    const entry = acts[name];
    if (entry.permissions.length > 0) assert.notEqual(entry.auditEvent, undefined, name);
    if (entry.hasFolder) assert.notEqual(entry.permissions.length, 0, name);
    for (const permission of entry.permissions) {
      assert.ok(isPermission(permission), permission);
      assert.equal(permissionCatalog[permission].hasFolder, entry.hasFolder, name);
    }
  }
});

test('a name from the prototype is no act', () => {
  for (const name of ['toString', '__proto__', 'constructor', 'COUPLE', '', 'events'])
    assert.ok(!isActName(name), name);
});

const bad: readonly (readonly [ActName, Record<string, unknown>, string])[] = [
  ['add-orders', { orders: [{ orderId: 'a', workflowPath: '/a', extra: 1 }] }, 'orders[0].extra'],
  ['add-orders', { orders: [{ orderId: 'a', workflowPath: '/a/../b' }] }, 'orders[0].workflowPath'],
  ['add-orders', { orders: [{ orderId: 'a', workflowPath: '//a' }] }, 'orders[0].workflowPath'],
  ['add-orders', { orders: [{ orderId: 'a\nb', workflowPath: '/a' }] }, 'orders[0].orderId'],
  ['add-orders', { orders: [{ orderId: ['a'], workflowPath: '/a' }] }, 'orders[0].orderId'],
  ['add-orders', { orders: [] }, 'orders'],
  ['cancel-orders', { orderIds: Array(ordersPerRequestMax + 1).fill('a'), mode: 'kill' }, 'orderIds'],
  ['cancel-orders', { orderIds: ['a'], mode: 'all' }, 'mode'],
  ['release-events', { eventId: -1 }, 'eventId'],
  ['release-events', { eventId: 1.5 }, 'eventId'],
  ['release-events', { eventId: '1' }, 'eventId'],
  ['register-agent', { agentId: '../agent', address: '127.0.0.1:1' }, 'agentId'],
  ['register-agent', { agentId: 'agent', address: '127.0.0.1:0' }, 'address'],
  ['register-agent', { agentId: 'agent', address: '127.0.0.1:65536' }, 'address'],
  ['register-agent', { agentId: 'agent', address: 'user@host:1' }, 'address'],
  ['register-agent', { agentId: 'agent', address: 'http://host:1' }, 'address'],
];

test('a field that does not fit is refused and named', () => {
  for (const [name, request, field] of bad) {
    const checked = checkShape(acts[name].request, request);
    assert.ok(!checked.ok, `${name} ${field}`);
    assert.equal(checked.problem.field, field);
  }
});
