import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  type CockpitWorld,
  cockpitWorld,
  deployed,
  type RestClient,
} from '../../../testing/cockpit/cockpit-world.ts';
import { advanceAll, ranOrder, startedStep } from '../../../testing/cockpit/ran-order.ts';

const controllerId = 'controller';
const inA = [{ folder: unwrap(folderPath('/a')), recursive: true }];
const everything = [{ permission: 'sos:products', excluded: false }];

let world: CockpitWorld;
let root: RestClient;
/** Holds every right, in /a and below alone. */
let ann: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', { permissions: everything, folders: inA });
  deployed(world, '/a/first', '/a/deep/third', '/b/second', '/ab/fourth');
  await ranOrder(world, '/a/first', { orderId: '#2026-06-01#T00000000001-good' });
  await ranOrder(world, '/b/second', {
    orderId: '#2026-06-01#T00000000002-bad',
    returnCode: 3,
    text: 'oh no\n',
  });
  for (const [orderId, workflowPath] of [
    ['waiting-a', '/a/first'],
    ['waiting-b', '/b/second'],
    ['waiting-ab', '/ab/fourth'],
  ] as const)
    await root.call('/orders/add', {
      controllerId,
      orders: [{ orderId, workflowPath, scheduledFor: 'never' }],
    });
  await world.historySettled();
});
after(() => world.close());

const ids = (rows: readonly { readonly orderId: string }[]) => rows.map(({ orderId }) => orderId).sort();

describe('orders are listed', () => {
  it('as far as the caller may view them, segment by segment', async () => {
    const all = await root.call('/orders', { controllerId });
    assert.deepEqual(ids(all.body.orders), [
      '#2026-06-01#T00000000002-bad',
      'waiting-a',
      'waiting-ab',
      'waiting-b',
    ]);
    const hers = await ann.call('/orders', { controllerId });
    assert.deepEqual(ids(hers.body.orders), ['waiting-a']);
    const asked = await ann.call('/orders', {
      controllerId,
      folders: [{ folder: '/', recursive: true }],
      orderIds: ['waiting-b'],
    });
    assert.deepEqual(asked.body.orders, []);
  });

  const filters: readonly (readonly [what: string, filter: object, found: readonly string[]])[] = [
    ['by state', { states: ['FAILED'] }, ['#2026-06-01#T00000000002-bad']],
    ['by a state that clients invented', { states: ['TERMINATED'] }, []],
    ['by id', { orderIds: ['waiting-a', 'none'] }, ['waiting-a']],
    ['by workflow, path or name', { workflowIds: [{ path: 'first' }] }, ['waiting-a']],
    ['by workflow and version', { workflowIds: [{ path: '/a/first', versionId: 'v2' }] }, []],
    ['by folder', { folders: [{ folder: '/b' }] }, ['#2026-06-01#T00000000002-bad', 'waiting-b']],
    ['by folder without those below', { folders: [{ folder: '/', recursive: false }] }, []],
    ['by pattern', { regex: '^/A%waiting' }, ['waiting-a', 'waiting-ab']],
    [
      'by what PowerShell always sends',
      {
        folders: [{ folder: '/', recursive: true }],
        dateTo: '2026-06-02T00:00:00Z',
        compact: true,
        states: ['PENDING'],
      },
      ['waiting-a', 'waiting-ab', 'waiting-b'],
    ],
    ['by the time since when they are so', { stateDateFrom: '1d', stateDateTo: '0s' }, []],
    ['up to a number', { limit: 1 }, ['#2026-06-01#T00000000002-bad']],
    [
      'all, where the number is -1',
      { limit: -1 },
      ['#2026-06-01#T00000000002-bad', 'waiting-a', 'waiting-ab', 'waiting-b'],
    ],
  ];
  for (const [what, filter, found] of filters)
    it(what, async () => {
      const answer = await root.call('/orders', { controllerId, ...filter });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(ids(answer.body.orders), found);
    });

  it('with what the caller may do with each, by the decision that the calls make', async () => {
    const viewer = await world.account('viewer', { roles: ['business_user'] });
    const answer = await viewer.call('/orders', { controllerId, withPermissions: true });
    assert.deepEqual(answer.body.orders[0].can, {
      cancel: 'sos:products:controller:orders:cancel',
      suspend: 'sos:products:controller:orders:suspend_resume',
      resume: 'sos:products:controller:orders:suspend_resume',
      resumeFailed: 'sos:products:controller:orders:resume_failed',
    });
    const mine = await ann.call('/orders', { controllerId, withPermissions: true });
    assert.deepEqual(mine.body.orders[0].can, {
      cancel: true,
      suspend: true,
      resume: true,
      resumeFailed: true,
    });
  });

  it('as numbers for each state, of what the caller may view', async () => {
    const all = await root.call('/orders/overview/snapshot', { controllerId });
    assert.deepEqual([all.body.orders.pending, all.body.orders.failed, all.body.orders.running], [3, 1, 0]);
    const hers = await ann.call('/orders/overview/snapshot', { controllerId });
    assert.deepEqual([hers.body.orders.pending, hers.body.orders.failed], [1, 0]);
  });
});

describe('one order', () => {
  it('stands at the top of the answer, with its place and the last outcome', async () => {
    const answer = await root.call('/order', {
      controllerId,
      orderId: '#2026-06-01#T00000000002-bad',
      suppressNotExistException: true,
    });
    const { orderId, state, workflowId, positionString, label, lastOutcome, isResumable, historyId } =
      answer.body;
    assert.deepEqual(
      { orderId, state, workflowId, positionString, label, type: lastOutcome.TYPE, isResumable, historyId },
      {
        orderId: '#2026-06-01#T00000000002-bad',
        state: { _text: 'FAILED', severity: 2 },
        workflowId: { path: '/b/second', versionId: 'v1' },
        positionString: '0',
        label: 'job',
        type: 'Failed',
        isResumable: true,
        historyId: 2,
      },
    );
    assert.match(answer.body.deliveryDate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('that waits for a slot says so, and the one that runs names its Agent', async () => {
    const running = 'runs';
    world.controller.force({
      kind: 'AddOrders',
      account: 'test/1',
      orders: ['runs', 'waits'].map((orderId) => ({ orderId, workflowPath: '/a/deep/third' })),
    });
    startedStep(world, running);
    advanceAll(world);
    const one = await root.call('/order', { controllerId, orderId: running });
    assert.deepEqual([one.body.state._text, one.body.agentId], ['RUNNING', 'agent']);
    const other = await root.call('/order', { controllerId, orderId: 'waits' });
    assert.deepEqual(other.body.state, {
      _text: 'WAITING',
      severity: 8,
      _reason: 'JOB_PROCESS_LIMIT_REACHED',
    });
    const agents = await root.call('/agents', {
      controllerId,
      onlyVisibleAgents: false,
      auditLog: { comment: 'x' },
    });
    assert.deepEqual(
      agents.body.agents.map(({ agentId, state, runningTasks }: Record<string, unknown>) => [
        agentId,
        state,
        runningTasks,
      ]),
      [['agent', { _text: 'COUPLED', severity: 0 }, 1]],
    );
  });
});

describe('workflows', () => {
  it('are listed as far as the caller may view them, with path, version and state', async () => {
    const all = await root.call('/workflows', { controllerId, folders: [{ folder: '/' }], tags: [] });
    assert.deepEqual(
      all.body.workflows.map(({ path }: { path: string }) => path),
      ['/a/deep/third', '/a/first', '/ab/fourth', '/b/second'],
    );
    const hers = await ann.call('/workflows', { controllerId });
    assert.deepEqual(
      hers.body.workflows.map(({ path }: { path: string }) => path),
      ['/a/deep/third', '/a/first'],
    );
    const [first] = hers.body.workflows;
    assert.deepEqual(
      [first.versionId, first.isCurrentVersion, first.state],
      ['v1', true, { _text: 'IN_SYNC', severity: 6 }],
    );
  });

  it('keep their old versions in the list while these have orders', async () => {
    const other = await cockpitWorld();
    const admin = await other.account('root');
    deployed(other, '/a/first');
    await admin.call('/orders/add', {
      controllerId,
      orders: [{ workflowPath: 'first', scheduledFor: 'never' }],
    });
    other.controller.force({
      kind: 'DeployWorkflows',
      account: 'test/1',
      withdraw: [],
      deploy: [{ path: '/a/first', versionId: 'v2', definition: { ...sample, title: 'new' } }],
    });
    const listed = await admin.call('/workflows', { controllerId });
    assert.deepEqual(
      listed.body.workflows.map(({ versionId, isCurrentVersion }: Record<string, unknown>) => [
        versionId,
        isCurrentVersion,
      ]),
      [
        ['v1', false],
        ['v2', true],
      ],
    );
    const old = await admin.call('/workflow', {
      controllerId,
      workflowId: { path: 'first', versionId: 'v1' },
    });
    assert.deepEqual([old.body.workflow.path, old.body.workflow.isCurrentVersion], ['/a/first', false]);
    await other.close();
  });

  it('are read by path or bare name, and answered with the full path', async () => {
    for (const path of ['first', '/a/first', '/elsewhere/first']) {
      const answer = await ann.call('/workflow', { controllerId, workflowId: { path } });
      assert.equal(answer.body.workflow.path, '/a/first');
      assert.equal(answer.body.workflow.instructions[0].TYPE, 'Execute.Named');
    }
  });
});

const sample = {
  instructions: [{ TYPE: 'Execute.Named', jobName: 'job', label: 'job' }],
  jobs: { job: { agentName: 'agent', executable: { TYPE: 'ShellScriptExecutable', script: 'true' } } },
};

describe('Controllers', () => {
  it('say in every answer that a node without a cluster is active', async () => {
    for (const id of [undefined, '', controllerId]) {
      const answer = await root.call('/controllers', { controllerId: id });
      const [one] = answer.body.controllers;
      assert.deepEqual(
        [one.controllerId, one.role, one.clusterNodeState],
        [controllerId, 'STANDALONE', { _text: 'active', severity: 0 }],
      );
      const single = await root.call('/controller', { controllerId });
      assert.equal(single.body.controller.url, one.url);
    }
  });

  it('that is not reached is 434 by itself, and listed with the reason', async () => {
    world.controller.unreachable = true;
    assert.equal((await root.call('/controller', { controllerId })).status, 434);
    assert.equal((await root.call('/orders/overview/snapshot', { controllerId })).status, 434);
    const [one] = (await root.call('/controllers', {})).body.controllers;
    assert.deepEqual(
      [one.isCoupled, one.connectionState._text, one.problem],
      [false, 'unreachable', 'The Controller does not answer.'],
    );
    assert.equal((await root.call('/orders', { controllerId })).status, 200);
    const [agent] = (await root.call('/agents', { controllerId })).body.agents;
    assert.equal(agent.state._text, 'UNKNOWN');
    world.controller.unreachable = false;
  });

  it('are chosen, and the choice is remembered for the account', async () => {
    assert.deepEqual((await root.call('/controller/ids', {})).body.selected, controllerId);
    assert.equal((await root.call('/controller/switch', { controllerId })).body.ok, true);
    assert.equal((await root.call('/controller/switch', { controllerId: 'none' })).status, 420);
    assert.equal((await root.call('/controller/switch', {})).body.error.code, 'JOC-406');
    const { body } = await root.call('/controller/ids', {});
    assert.deepEqual([body.controllerIds, body.selected], [[controllerId], controllerId]);
  });
});

describe('what clients ask right after the login', () => {
  it('/joc/versions gives lists for ids that nobody knows', async () => {
    const { body } = await root.call('/joc/versions', { controllerIds: [null], agentIds: ['unknown'] });
    // Clients compare this with their minimum (2.7.1 for one of them).
    assert.equal(body.jocVersion, '2.9.0');
    assert.match(body.interlockVersion, /^\d+\.\d+\.\d+/);
    assert.deepEqual([body.controllerVersions[0].controllerId, body.agentVersions], [controllerId, []]);
  });

  it('/joc/properties, /touch and the permissions answer without a body', async () => {
    for (const path of [
      '/joc/properties',
      '/touch',
      '/authentication/permissions',
      '/authentication/joc_cockpit_permissions',
    ]) {
      const answer = await root.call(path);
      assert.equal(answer.status, 200, path);
      assert.ok(answer.text.length > 2);
    }
    assert.equal((await root.call('/authentication/permissions')).body.sosPermissions.length, 52);
  });

  it('the tree of permissions has all its branches, whatever the rights', async () => {
    const nobody = await world.account('nobody', { permissions: [] });
    const mine = (await root.call('/authentication/joc_cockpit_permissions')).body;
    const theirs = (await nobody.call('/authentication/joc_cockpit_permissions')).body;
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value;
    assert.deepEqual(shape(mine.joc), shape(theirs.joc));
    assert.deepEqual(shape(mine.controllerDefaults), shape(theirs.controllerDefaults));
    assert.deepEqual(
      [mine.joc.administration.accounts.manage, theirs.joc.administration.accounts.manage],
      [true, false],
    );
    assert.deepEqual(
      [mine.controllerDefaults.orders.suspendResume, theirs.controllerDefaults.orders.suspendResume],
      [true, false],
    );
    assert.deepEqual([mine.controllers, mine.roles], [{}, ['all']]);
  });

  it('/interlock/me and /interlock/can tell a caller his own rights, with the reason', async () => {
    const { body } = await ann.call('/interlock/me', {});
    assert.deepEqual(
      [body.account, body.identityService, body.mustChangePassword],
      ['ann', 'JOC:JOC-INITIAL', false],
    );
    assert.ok(body.permissions.includes('sos:products:controller:orders:cancel'));
    const ask = (folder: string) => ({
      permission: 'sos:products:controller:orders:cancel',
      controllerId,
      folder,
    });
    const can = await ann.call('/interlock/can', { asks: [ask('/a/x'), ask('/ab'), { permission: 'none' }] });
    assert.deepEqual(
      can.body.answers.map(({ allowed }: { allowed: boolean }) => allowed),
      [true, false, false],
    );
    assert.match(can.body.answers[0].reason, /own-ann grants sos:products/);
    assert.match(can.body.answers[1].reason, /other folders alone: the folder \/a/);
    assert.equal(
      (await ann.call('/interlock/can', { asks: [ask('/a/')] })).body.error.field,
      'asks[0].folder',
    );
  });
});

describe('the history', () => {
  it('lists orders and tasks as far as the caller may view them', async () => {
    const all = await root.call('/orders/history', { controllerId: '', limit: 100 });
    assert.equal(all.body.history.length, 7);
    const hers = await ann.call('/orders/history', { controllerId });
    assert.ok(hers.body.history.every(({ workflow }: { workflow: string }) => workflow.startsWith('/a/')));
    assert.equal(hers.body.history.length, 4);
    const tasks = await root.call('/tasks/history', { controllerId });
    const hersTasks = await ann.call('/tasks/history', { controllerId });
    assert.deepEqual([tasks.body.history.length, hersTasks.body.history.length], [3, 2]);
  });

  it('narrows by what clients send', async () => {
    const found = async (filter: object) =>
      ids((await root.call('/orders/history', { controllerId, ...filter })).body.history);
    assert.deepEqual(await found({ historyStates: ['SUCCESSFUL'] }), ['#2026-06-01#T00000000001-good']);
    assert.deepEqual(await found({ historyStates: ['FAILED'] }), ['#2026-06-01#T00000000002-bad']);
    assert.deepEqual(
      await found({ orders: [{ workflowPath: 'first' }], dateFrom: '1d', dateTo: '0d', regex: 'x' }),
      ['#2026-06-01#T00000000001-good', 'waiting-a'],
    );
    assert.deepEqual(await found({ orders: [{ orderId: 'waiting-b' }] }), ['waiting-b']);
    assert.deepEqual(await found({ excludeWorkflows: ['/a/first', 'second', 'third'] }), ['waiting-ab']);
    assert.deepEqual(await found({ folders: [{ folder: '/ab' }] }), ['waiting-ab']);
    assert.deepEqual(await found({ workflowName: 'f*' }), [
      '#2026-06-01#T00000000001-good',
      'waiting-a',
      'waiting-ab',
    ]);
    assert.deepEqual(await found({ dateTo: '-1d' }), []);
    assert.deepEqual(await found({ folders: [{ folder: '/none' }] }), []);
  });

  it('of one order tells its tasks; of one that is unknown it says so quietly', async () => {
    const one = await root.call('/order/history', { controllerId, historyId: '2' });
    assert.deepEqual(
      [one.body.orderId, one.body.hasTasks, one.body.children[0].task.exitCode],
      ['#2026-06-01#T00000000002-bad', true, 3],
    );
    assert.deepEqual(
      [one.body.children[0].task.state._text, one.body.children[0].task.job],
      ['FAILED', 'job'],
    );
    const none = await root.call('/order/history', { controllerId, historyId: 999 });
    assert.deepEqual([none.status, none.body.error.code], [434, 'JOC-400']);
  });

  it('of another Controller than the one named is not there', async () => {
    assert.equal(
      (await root.call('/order/log', { controllerId: 'none', historyId: 1 })).body.error.code,
      'JOC-404',
    );
  });

  it('is not shown for a folder that is hidden, by whatever number it is asked', async () => {
    for (const [path, body] of [
      ['/order/history', { historyId: 2 }],
      ['/order/log', { historyId: 2 }],
      ['/order/log/running', { historyId: 2, eventId: 0 }],
      ['/task/log', { taskId: 2 }],
      ['/task/log/running', { taskId: 2, eventId: 0 }],
    ] as const)
      for (const id of [controllerId, undefined]) {
        const answer = await ann.call(path, { controllerId: id, ...body });
        assert.ok(answer.status === 420 || answer.status === 434, `${path} ${answer.status}`);
      }
  });
});

describe('logs', () => {
  it('of an order tell its events, and that nothing will follow', async () => {
    const { body } = await root.call('/order/log', { controllerId, historyId: 1 });
    assert.equal(body.complete, true);
    const events = body.logEvents.map(({ logEvent }: { logEvent: string }) => logEvent);
    assert.equal(events[0], 'OrderAdded');
    assert.equal(events.at(-1), 'OrderFinished');
    const rest = await root.call('/order/log/running', { controllerId, historyId: 1, eventId: body.eventId });
    assert.deepEqual([rest.body.complete, rest.body.logEvents], [true, []]);
  });

  it('of a task are text with headers that say where it stands', async () => {
    const answer = await root.call('/task/log', { controllerId, taskId: '2' });
    assert.deepEqual([answer.status, answer.text], [200, 'oh no\n']);
    assert.match(String(answer.headers['content-type']), /^text\/plain/);
    assert.deepEqual([answer.headers['x-log-complete'], answer.headers['x-log-task-id']], ['true', '2']);
    const rest = await root.call('/task/log/running', {
      controllerId,
      taskId: 2,
      eventId: Number(answer.headers['x-log-event-id']),
    });
    assert.deepEqual([rest.body.complete, rest.body.log, rest.body.pieces], [true, '', []]);
  });

  it('that still grow are answered as soon as there is news', async () => {
    const orderId = 'grows';
    world.controller.force({
      kind: 'AddOrders',
      account: 'test/1',
      orders: [{ orderId, workflowPath: '/b/second' }],
    });
    const stepId = startedStep(world, orderId);
    await world.historySettled();
    const log = await root.call('/order/log', { controllerId, orderId });
    assert.equal(log.body.complete, false);
    const taskId = log.body.logEvents.find((entry: { taskId?: number }) => entry.taskId !== undefined).taskId;
    const waiting = root.call('/task/log/running', { controllerId, taskId, eventId: 0 });
    world.controller.force({
      kind: 'StepOutput',
      stepId,
      stream: 'stderr',
      offset: 0,
      text: 'news',
      agentAtMs: world.nowMs,
    });
    const { body } = await waiting;
    assert.deepEqual(body.pieces, [{ atMs: world.nowMs, stream: 'stderr', text: 'news' }]);
    const nothing = await root.call('/task/log/running', { controllerId, taskId, eventId: body.eventId });
    assert.deepEqual([nothing.body.complete, nothing.body.log], [false, '']);
  });
});
