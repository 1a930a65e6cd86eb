import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '@interlock/base';
import { type RouteId, routeIds, routes } from '../routes.ts';
import { readRequest } from './read-request.ts';

/** What JS7's clients send, and what is made of it. */
const quirks: readonly (readonly [what: string, id: RouteId, sent: Json, read: unknown])[] = [
  ['an empty Controller id is none', 'controllers', { controllerId: '' }, {}],
  [
    'a null among ids is none',
    'joc.versions',
    { controllerIds: [null], agentIds: ['unknown'] },
    { controllerIds: [], agentIds: ['unknown'] },
  ],
  [
    'a history id comes as a text',
    'order.log',
    { controllerId: 'c', historyId: '123' },
    { controllerId: 'c', historyId: 123 },
  ],
  [
    'a task id comes as a text',
    'task.log',
    { controllerId: 'c', taskId: '7' },
    { controllerId: 'c', taskId: 7 },
  ],
  [
    'an order name comes as a number',
    'orders.add',
    { controllerId: 'c', orders: [{ orderName: 5, workflowPath: 'w' }] },
    { controllerId: 'c', orders: [{ orderName: '5', workflowPath: 'w' }] },
  ],
  [
    'arguments come as names and values',
    'orders.add',
    { controllerId: 'c', orders: [{ workflowPath: 'w', arguments: [{ name: 'a', value: 1 }] }] },
    { controllerId: 'c', orders: [{ workflowPath: 'w', arguments: { a: 1 } }] },
  ],
  [
    'a truth value comes as a text',
    'orders.cancel',
    { controllerId: 'c', orderIds: ['x'], kill: 'True' },
    { controllerId: 'c', orderIds: ['x'], kill: true },
  ],
  [
    'a workflow without a path names nothing',
    'orders.resume',
    { controllerId: 'c', workflowIds: [{ path: null, versionId: 'v' }] },
    { controllerId: 'c', workflowIds: [] },
  ],
  [
    'a comment on a read is left out',
    'controller',
    { controllerId: 'c', auditLog: { comment: 'x' } },
    { controllerId: 'c' },
  ],
  [
    'a time that is no number is not given',
    'orders.cancel',
    { controllerId: 'c', orderIds: ['x'], auditLog: { comment: 'x', timeSpent: 'x' } },
    { controllerId: 'c', orderIds: ['x'], auditLog: { comment: 'x', timeSpent: undefined } },
  ],
  [
    'an unpublished state is taken',
    'orders',
    { controllerId: 'c', states: ['TERMINATED'] },
    { controllerId: 'c', states: ['TERMINATED'] },
  ],
  [
    'an unpublished Agent state is taken',
    'agents',
    { controllerId: 'c', states: ['RESET'] },
    { controllerId: 'c', states: ['RESET'] },
  ],
];

describe('a JS7 call is read as its clients need it', () => {
  for (const [what, id, sent, read] of quirks)
    it(what, () => {
      const result = readRequest(routes[id], sent);
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(definedOnly(result.value.request), definedOnly(read));
    });

  it('a field that is not known is left out and named, without its value', () => {
    const result = readRequest(routes.order, {
      controllerId: 'c',
      orderId: 'x',
      suppressNotExistException: true,
      deep: { er: 1 },
    });
    assert.deepEqual(result.ok && result.value, {
      request: { controllerId: 'c', orderId: 'x' },
      unknown: ['suppressNotExistException', 'deep'],
    });
  });

  it('an unknown field within a list is named with its place', () => {
    const result = readRequest(routes['orders.add'], {
      controllerId: 'c',
      orders: [{ workflowPath: 'w', tags: ['t'] }],
    });
    assert.deepEqual(result.ok && result.value.unknown, ['orders[0].tags']);
  });
});

describe('what no leniency covers is refused, naming the field', () => {
  const bad: readonly (readonly [RouteId, Json, string])[] = [
    ['order', { controllerId: 'c' }, 'orderId'],
    ['order', { controllerId: 'c', orderId: { $ne: null } }, 'orderId'],
    ['orders', { controllerId: ['c'] }, 'controllerId'],
    ['orders', { controllerId: 'c', states: ['NONE'] }, 'states[0]'],
    ['orders', { controllerId: 'c', limit: 'many' }, 'limit'],
    [
      'orders.add',
      { controllerId: 'c', orders: [{ workflowPath: 'w', arguments: 'x' }] },
      'orders[0].arguments',
    ],
    ['orders.add', { controllerId: 'c', orders: {} }, 'orders'],
    ['task.log', { controllerId: 'c', taskId: 1.5 }, 'taskId'],
    ['task.log', { controllerId: 'c', taskId: '1e3' }, 'taskId'],
    ['workflow', { controllerId: 'c', workflowId: { path: ['/a'] } }, 'workflowId.path'],
    ['inventory.store', { path: '/a', objectType: 'PLUGIN', configuration: {} }, 'objectType'],
    ['orders.cancel', { controllerId: 'c', orderIds: ['x'], kill: 'maybe' }, 'kill'],
    ['order', { controllerId: 'c', orderId: 'x'.repeat(256) }, 'orderId'],
  ];
  for (const [id, sent, field] of bad)
    it(`${id}: ${field}`, () => {
      const result = readRequest(routes[id], sent);
      assert.equal(result.ok ? 'taken' : result.problem.field, field);
    });

  it('a body that is no object', () => {
    for (const id of routeIds) assert.equal(readRequest(routes[id], [] as Json).ok, false, id);
  });
});

describe('our own calls are strict', () => {
  it('an unknown field is refused by name', () => {
    const result = readRequest(routes['interlock.can'], { asks: [{ permission: 'p', folders: [] }] });
    assert.deepEqual(result.ok ? undefined : [result.problem.code, result.problem.field], [
      'InvalidInput',
      'asks[0].folders',
    ]);
  });

  it('each of them refuses what it does not know', () => {
    for (const id of routeIds.filter((one) => routes[one].manner === 'own'))
      assert.equal(readRequest(routes[id], { asks: [{ permission: 'p' }], more: 1 }).ok, false, id);
  });
});

function definedOnly(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
