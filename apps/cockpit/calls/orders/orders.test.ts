import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AuditRecord } from '@interlock/audit';
import { folderPath, unwrap } from '@interlock/base';
import {
  type CockpitWorld,
  cockpitWorld,
  deployed,
  type RestClient,
} from '../../../../testing/cockpit/cockpit-world.ts';
import { advanceAll, startedStep } from '../../../../testing/cockpit/ran-order.ts';

const controllerId = 'controller';
const ordersRight = 'sos:products:controller:orders';
const inA = [{ folder: unwrap(folderPath('/a')), recursive: true }];

let world: CockpitWorld;
let root: RestClient;

beforeEach(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  deployed(world, '/a/first', '/b/second');
});
afterEach(() => world.close());

/** Adds an order that waits for ever. */
async function pending(workflowPath: string, orderId?: string): Promise<string> {
  const added = await root.call('/orders/add', {
    controllerId,
    orders: [{ workflowPath, scheduledFor: 'never', ...(orderId === undefined ? {} : { orderId }) }],
  });
  assert.equal(added.status, 200, added.text);
  return added.body.orderIds[0];
}

/** Adds an order and lets its step fail. */
async function failed(workflowPath: string): Promise<string> {
  const added = await root.call('/orders/add', { controllerId, orders: [{ workflowPath }] });
  const [orderId] = added.body.orderIds;
  const stepId = startedStep(world, orderId);
  world.controller.force({
    kind: 'StepEnded',
    stepId,
    outcome: { kind: 'failed', returnCode: 1 },
    droppedBytes: 0,
    agentAtMs: world.nowMs,
  });
  advanceAll(world);
  return orderId;
}

async function stateOf(orderId: string): Promise<string> {
  const answer = await root.call('/order', { controllerId, orderId });
  return answer.status === 200 ? answer.body.state._text : `${answer.status} ${answer.body.error?.code}`;
}

async function auditRecords(): Promise<readonly AuditRecord[]> {
  const rows = await world.store.read.audit.query({ views: [{ categories: ['CONTROLLER'] }], limit: 100 });
  return rows.map(({ record }) => record).reverse();
}

describe('/orders/add', () => {
  it('adds an order by path or bare name, wherever its folder is said to be, and shows it at once', async () => {
    for (const workflowPath of ['/a/first', 'first', '/wrong/folder/first']) {
      const added = await root.call('/orders/add', {
        controllerId,
        orders: [{ workflowPath, orderName: 'test' }],
      });
      assert.equal(added.status, 200, added.text);
      const [orderId] = added.body.orderIds;
      assert.match(orderId, /^#2026-06-01#T\d{11}-test$/);
      const order = await root.call('/order', { controllerId, orderId });
      assert.equal(order.body.workflowId.path, '/a/first');
      assert.deepEqual(order.body.state, { _text: 'SCHEDULED', severity: 1 });
    }
  });

  it('gives each order an id of its own, named after the account where nothing else is said', async () => {
    const orders = Array.from({ length: 50 }, () => ({ workflowPath: 'first' }));
    const added = await root.call('/orders/add', { controllerId, orders });
    assert.equal(new Set(added.body.orderIds).size, 50);
    for (const id of added.body.orderIds) assert.match(id, /-root$/);
  });

  it('understands when an order shall start', async () => {
    const starts = [
      ['never', { scheduledNever: true }, 'PENDING'],
      ['now + 01:00', { scheduledFor: world.nowMs + 3_600_000 }, 'SCHEDULED'],
      ['2026-07-01 08:00', { scheduledFor: Date.UTC(2026, 6, 1, 6) }, 'SCHEDULED'],
    ] as const;
    for (const [scheduledFor, schedule, state] of starts) {
      const orders = [{ workflowPath: 'first', scheduledFor, timeZone: 'Europe/Berlin' }];
      const added = await root.call('/orders/add', { controllerId, orders });
      const order = await root.call('/order', { controllerId, orderId: added.body.orderIds[0] });
      assert.equal(order.body.state._text, state);
      for (const [field, value] of Object.entries(schedule)) assert.equal(order.body[field], value);
    }
  });

  it('with the same id and the same content twice is one order; with other content it is refused', async () => {
    const orders = [{ workflowPath: 'first', orderId: 'mine', scheduledFor: 'never' }];
    for (let time = 0; time < 2; time++) {
      const added = await root.call('/orders/add', { controllerId, orders });
      assert.deepEqual([added.status, added.body.orderIds], [200, ['mine']]);
    }
    const listed = await root.call('/orders', { controllerId });
    assert.equal(listed.body.orders.length, 1);
    const other = await root.call('/orders/add', {
      controllerId,
      orders: [{ ...orders[0], workflowPath: 'second' }],
    });
    assert.equal(other.status, 419);
    assert.equal(other.body.errors[0].code, 'JOC-409');
  });

  it('is decided whole: one error for each refused item, and nothing is done', async () => {
    const answer = await root.call('/orders/add', {
      controllerId,
      orders: [
        { workflowPath: 'first' },
        { workflowPath: 'none' },
        { workflowPath: 'second', scheduledFor: '2h' },
        { workflowPath: 'second', orderName: 'not a name' },
        { workflowPath: 'second', startPosition: [1] },
      ],
    });
    assert.equal(answer.status, 419);
    assert.deepEqual(
      answer.body.errors.map((error: { path: string; field: string }) => [error.path, error.field]),
      [
        ['none', 'orders[1].workflowPath'],
        ['second', 'orders[2].scheduledFor'],
        ['second', 'orders[3].orderName'],
        ['second', 'orders[4].startPosition'],
      ],
    );
    assert.deepEqual(world.controller.taken, []);
  });

  it('brings texts to the types that the workflow declares, and refuses what it does not declare', async () => {
    world.controller.force({
      kind: 'DeployWorkflows',
      account: 'test/1',
      withdraw: [],
      deploy: [
        {
          path: '/a/typed',
          versionId: 'v1',
          definition: {
            orderPreparation: {
              parameters: { count: { type: 'Number' }, flag: { type: 'Boolean', default: false } },
            },
            instructions: [{ TYPE: 'Execute.Named', jobName: 'job', label: 'job' }],
            jobs: {
              job: { agentName: 'agent', executable: { TYPE: 'ShellScriptExecutable', script: 'true' } },
            },
          },
        },
      ],
    });
    const add = (values: object) =>
      root.call('/orders/add', { controllerId, orders: [{ workflowPath: 'typed', arguments: values }] });
    const added = await add({ count: '5', flag: 'true' });
    const order = await root.call('/order', { controllerId, orderId: added.body.orderIds[0] });
    assert.deepEqual(order.body.arguments, { count: 5, flag: true });
    for (const [values, field] of [
      [{}, 'orders[0].arguments.count'],
      [{ count: 'five' }, 'orders[0].arguments.count'],
      [{ count: 1, more: 1 }, 'orders[0].arguments.more'],
    ] as const) {
      const refused = await add(values);
      assert.equal(refused.status, 419);
      assert.equal(refused.body.errors[0].field, field);
    }
  });

  it('tells the Controller who asks, with which right, in which folders', async () => {
    await root.call('/orders/add', {
      controllerId,
      orders: [{ workflowPath: 'first' }, { workflowPath: 'second' }],
    });
    const [taken] = world.controller.taken;
    assert.deepEqual(taken?.onBehalf, {
      account: 'joc/root',
      permission: 'sos:products:controller:orders:create',
      folders: [
        { folder: '/a', recursive: false },
        { folder: '/b', recursive: false },
      ],
    });
  });

  it('is intended in the audit trail before it is sent, and settled after', async () => {
    const auditLog = { comment: 'because', timeSpent: 5, ticketLink: 'T-1' };
    const added = await root.call('/orders/add', {
      controllerId,
      orders: [{ workflowPath: 'first' }],
      auditLog,
    });
    const records = await auditRecords();
    assert.deepEqual(
      records.map(({ action, outcome, target, reason }) => [
        action,
        outcome,
        target.id,
        target.folder,
        reason?.comment,
      ]),
      ['intended', 'succeeded'].map((outcome) => [
        'OrdersAdded',
        outcome,
        added.body.orderIds[0],
        '/a',
        'because',
      ]),
    );
    assert.equal(records[0]?.correlation, records[1]?.correlation);
    assert.equal(records[0]?.correlation, added.headers['x-request-id']);
  });

  it('whose answer never came is unknown in the audit trail, and refused here', async () => {
    world.controller.unreachable = true;
    const answer = await root.call('/orders/add', { controllerId, orders: [{ workflowPath: 'first' }] });
    assert.equal(answer.status, 420);
    assert.equal(answer.body.error.code, 'JOC-402');
    assert.deepEqual(
      (await auditRecords()).map(({ outcome }) => outcome),
      ['intended', 'unknown'],
    );
  });

  it('is not sent where the audit trail can not be written', async () => {
    await world.historySettled();
    const { change } = world.store;
    const broken = world.store as { change: typeof change };
    broken.change = async () => {
      throw new Error('the disk is full');
    };
    const answer = await root.call('/orders/add', { controllerId, orders: [{ workflowPath: 'first' }] });
    broken.change = change;
    assert.deepEqual([answer.status, answer.body.error.problem], [420, 'AuditUnavailable']);
    assert.deepEqual(world.controller.taken, []);
  });

  it('without orders, and without a Controller, is refused', async () => {
    assert.equal((await root.call('/orders/add', { controllerId, orders: [] })).status, 420);
    for (const id of [undefined, '', null]) {
      const answer = await root.call('/orders/add', {
        controllerId: id,
        orders: [{ workflowPath: 'first' }],
      });
      assert.deepEqual([answer.status, answer.body.error.code], [420, 'JOC-406']);
    }
  });
});

describe('a command for orders', () => {
  it('cancels, suspends and resumes them', async () => {
    const orderId = await pending('first');
    const ask = (call: string) => root.call(`/orders/${call}`, { controllerId, orderIds: [orderId] });
    assert.deepEqual((await ask('suspend')).body.ok, true);
    assert.equal(await stateOf(orderId), 'SUSPENDED');
    assert.deepEqual((await ask('resume')).body.ok, true);
    assert.equal(await stateOf(orderId), 'PENDING');
    assert.deepEqual((await ask('cancel')).body.ok, true);
    assert.equal(await stateOf(orderId), '420 JOC-400');
  });

  it('waits for a running step, or kills it where the request says so', async () => {
    for (const [kill, mode] of [
      [false, 'afterStep'],
      [true, 'kill'],
    ] as const) {
      const added = await root.call('/orders/add', { controllerId, orders: [{ workflowPath: 'first' }] });
      await root.call('/orders/cancel', { controllerId, orderIds: added.body.orderIds, kill });
      const taken = world.controller.taken.at(-1)?.request as { readonly mode: string };
      assert.equal(taken.mode, mode);
    }
  });

  it('for an order that is not there is refused as a warning, naming it, and nothing is done', async () => {
    const orderId = await pending('first');
    for (const call of ['cancel', 'suspend', 'resume']) {
      const answer = await root.call(`/orders/${call}`, { controllerId, orderIds: [orderId, 'none'] });
      assert.deepEqual([answer.status, answer.body.error.code], [420, 'JOC-400']);
      assert.match(answer.body.error.message, /^ControllerObjectNotExistException: unknown Order "none"/);
    }
    assert.equal(await stateOf(orderId), 'PENDING');
  });

  it('that an order’s state forbids is refused, naming it', async () => {
    const orderId = await pending('first');
    const resumed = await root.call('/orders/resume', { controllerId, orderIds: [orderId] });
    assert.deepEqual([resumed.status, resumed.body.error.code], [420, 'JOC-400']);
    assert.ok(resumed.body.error.message.includes(orderId));
  });

  it('selects by workflow, folder and state, and passes over what is in another state', async () => {
    const one = await pending('first');
    const two = await pending('first');
    const other = await pending('second');
    await root.call('/orders/suspend', { controllerId, workflowIds: [{ path: 'first' }] });
    assert.deepEqual(
      [await stateOf(one), await stateOf(two), await stateOf(other)],
      ['SUSPENDED', 'SUSPENDED', 'PENDING'],
    );
    await root.call('/orders/resume', { controllerId, folders: [{ folder: '/' }] });
    assert.deepEqual([await stateOf(one), await stateOf(other)], ['PENDING', 'PENDING']);
    await root.call('/orders/cancel', { controllerId, folders: [{ folder: '/a' }], states: ['PENDING'] });
    assert.deepEqual([await stateOf(one), await stateOf(other)], ['420 JOC-400', 'PENDING']);
    const none = await root.call('/orders/resume', { controllerId, folders: [{ folder: '/' }] });
    assert.match(none.body.error.message, /No resumable orders found/);
  });

  it('that selects nothing never means all', async () => {
    const orderId = await pending('first');
    for (const selector of [
      {},
      { orderIds: [] },
      { workflowIds: [] },
      { folders: [] },
      { states: ['PENDING'] },
      { workflowIds: [{ path: null }] },
    ]) {
      const answer = await root.call('/orders/cancel', { controllerId, ...selector });
      assert.deepEqual([answer.status, answer.body.error.field], [420, 'orderIds'], JSON.stringify(selector));
    }
    assert.equal(await stateOf(orderId), 'PENDING');
  });

  it('selects by start: an order without one is in every span, one that never starts in none', async () => {
    const never = await pending('first');
    const later = (
      await root.call('/orders/add', {
        controllerId,
        orders: [{ workflowPath: 'first', scheduledFor: 'now + 30:00' }],
      })
    ).body.orderIds[0];
    const answer = await root.call('/orders/cancel', {
      controllerId,
      workflowIds: [{ path: 'first' }],
      dateTo: '2d',
    });
    assert.equal(answer.status, 200);
    assert.deepEqual([await stateOf(never), await stateOf(later)], ['PENDING', '420 JOC-400']);
  });
});

describe('the right to a command', () => {
  const view = { permission: `${ordersRight}:view`, excluded: false };
  const may = (action: string) => ({ permission: `${ordersRight}:${action}`, excluded: false });

  it('is asked for each order: one that is forbidden refuses all, and is named', async () => {
    const mine = await pending('first');
    const theirs = await pending('second');
    const both = { controllerId, orderIds: [mine, theirs] };
    // One role lets him see everything, another one cancel in /a alone.
    await world.account('viewer', { permissions: [view] });
    const ann = await world.account('ann', { permissions: [may('cancel')], folders: inA });
    assert.equal((await ann.call('/orders/cancel', both)).status, 420, 'what he may not see is not there');
    await world.store.change(async ({ accounts, identityServices, roles }) => {
      const [service] = await identityServices.list();
      const account = service && (await accounts.list(service.id)).find(({ name }) => name === 'ann');
      const viewer = service && (await roles.list(service.id)).find(({ name }) => name === 'own-viewer');
      if (account && viewer) await accounts.save({ ...account, roles: [...account.roles, viewer.name] });
    });
    const answer = await ann.call('/orders/cancel', both);
    assert.equal(answer.status, 403);
    assert.ok(answer.body.message.includes(theirs) && answer.body.message.includes(`${ordersRight}:cancel`));
    assert.ok(answer.body.reference.length > 0);
    assert.equal(await stateOf(mine), 'PENDING');
    assert.equal((await ann.call('/orders/cancel', { controllerId, orderIds: [mine] })).status, 200);
  });

  it('answers for what may not be seen exactly as for what is not there', async () => {
    const hidden = await pending('second', 'hidden');
    const ann = await world.account('ann', {
      permissions: [may('view'), may('cancel'), may('create')],
      folders: inA,
    });
    const differing = /"(deliveryDate|surveyDate|reference)":"[^"]*"/g;
    const same = async (path: string, there: object, notThere: object, names: readonly [string, string]) => {
      const one = await ann.call(path, { controllerId, ...there });
      const other = await ann.call(path, { controllerId, ...notThere });
      const plain = (text: string, name: string) => text.replace(differing, '').replaceAll(name, 'NAME');
      assert.equal(plain(one.text, names[0]), plain(other.text, names[1]), path);
      assert.equal(one.status, other.status);
      assert.notEqual(one.status, 200);
    };
    await same('/order', { orderId: hidden }, { orderId: 'nothere' }, [hidden, 'nothere']);
    await same('/orders/cancel', { orderIds: [hidden] }, { orderIds: ['nothere'] }, [hidden, 'nothere']);
    await same(
      '/orders/add',
      { orders: [{ workflowPath: 'second' }] },
      { orders: [{ workflowPath: 'nothing' }] },
      ['second', 'nothing'],
    );
    await same('/workflow', { workflowId: { path: 'second' } }, { workflowId: { path: 'nothing' } }, [
      'second',
      'nothing',
    ]);
    await world.historySettled();
    await same('/order/history', { orderId: hidden }, { orderId: 'nothere' }, [hidden, 'nothere']);
    await same('/order/log', { orderId: hidden }, { orderId: 'nothere' }, [hidden, 'nothere']);
  });

  it('for failed orders is another one than for suspended ones', async () => {
    const suspended = await pending('first');
    await root.call('/orders/suspend', { controllerId, orderIds: [suspended] });
    const broken = await failed('first');
    assert.equal(await stateOf(broken), 'FAILED');
    const ann = await world.account('ann', { permissions: [view, may('suspend_resume')] });
    assert.equal(
      (await ann.call('/orders/resume', { controllerId, orderIds: [suspended, broken] })).status,
      403,
    );
    const bob = await world.account('bob', { permissions: [view, may('resume_failed')] });
    assert.equal((await bob.call('/orders/resume', { controllerId, orderIds: [suspended] })).status, 403);
    assert.equal((await bob.call('/orders/resume', { controllerId, orderIds: [broken] })).status, 200);
    assert.equal(world.controller.taken.at(-1)?.onBehalf.permission, `${ordersRight}:resume_failed`);
    assert.equal((await ann.call('/orders/resume', { controllerId, orderIds: [suspended] })).status, 200);
    assert.equal(world.controller.taken.at(-1)?.onBehalf.permission, `${ordersRight}:suspend_resume`);
  });

  it('to another position is needed besides, and the Controller is told of it', async () => {
    const broken = await failed('first');
    const ann = await world.account('ann', { permissions: [view, may('resume_failed')] });
    const request = { controllerId, orderIds: [broken], position: [0], variables: {} };
    assert.equal((await ann.call('/orders/resume', request)).status, 403);
    assert.equal((await root.call('/orders/resume', request)).status, 200);
    assert.equal(world.controller.taken.at(-1)?.onBehalf.permission, `${ordersRight}:manage_positions`);
  });

  it('is beaten by a denial in any role, of any ancestor, whatever grants it', async () => {
    const orderId = await pending('first');
    for (const denied of ['sos:products', 'sos:products:controller', ordersRight, `${ordersRight}:cancel`]) {
      const ann = await world.account('ann', {
        roles: ['all'],
        permissions: [{ permission: denied, excluded: true }],
      });
      const answer = await ann.call('/orders/cancel', { controllerId, orderIds: [orderId] });
      assert.ok(answer.status === 403 || answer.status === 420, `${denied} ${answer.status}`);
    }
    assert.equal(await stateOf(orderId), 'PENDING');
  });

  it('at one Controller is none at another, and a Controller nobody may see is unknown', async () => {
    const elsewhere = { permission: `${ordersRight}:create`, excluded: false, controllerId: 'other' };
    const ann = await world.account('ann', { permissions: [elsewhere] });
    const request = { orders: [{ workflowPath: 'first' }] };
    const here = await ann.call('/orders/add', { controllerId, ...request });
    const there = await ann.call('/orders/add', { controllerId: 'none', ...request });
    assert.deepEqual([here.status, here.body.error.code], [420, 'JOC-404']);
    assert.equal(here.body.error.message.replace(controllerId, 'none'), there.body.error.message);
  });

  it('given by a name that differs in case is none', async () => {
    const ann = await world.account('ann', {
      permissions: [{ permission: 'SOS:PRODUCTS', excluded: false }],
    });
    assert.equal((await ann.call('/orders', { controllerId })).body.error.code, 'JOC-404');
  });
});
