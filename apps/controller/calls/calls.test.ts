import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed, unwrap } from '@interlock/base';
import type { ActName, ActRequest, DialJoin } from '@interlock/node-api';
import { fakeAgent, runOn } from '../agents/fake-agent.ts';
import {
  addOrder,
  type ControllerWorld,
  controllerWorld,
  deploy,
  kindsIn,
  standOf,
  until,
  workflowOf,
} from '../controller.fakes.ts';

const prefix = 'sos:products:controller:orders:';
const order = (orderId: string, workflowPath = '/a/w') => ({ orderId, workflowPath, arguments: {} });

function recordsOf({ journal }: ControllerWorld): readonly Record<string, unknown>[] {
  return journal.durable().auditRecords.map((record) => JSON.parse(record.text));
}

async function actionsUntil(
  world: ControllerWorld,
  count: number,
): Promise<readonly Record<string, unknown>[]> {
  const known = ['ProgramStarted', 'AgentRegistered', 'WorkflowsDeployed'];
  const interesting = () =>
    recordsOf(world).filter(
      (record) => !known.includes(String(record.action)) || record.outcome !== 'succeeded',
    );
  await until(() => interesting().length >= count, `${count} audit records`);
  return interesting();
}

test('an order stands in the audit chain with its person, in the same commit as its event', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  const before = world.journal.commits();
  unwrap(await addOrder(world));
  const [record] = await actionsUntil(world, 1);
  assert.partialDeepStrictEqual(record, {
    action: 'OrdersAdded',
    actor: { kind: 'account', account: 'JOC/alice' },
    target: { kind: 'order', id: 'o1', folder: '/a', controllerId: 'controller' },
    outcome: 'succeeded',
    correlation: 'jti-1',
  });
  assert.ok(world.journal.commits() > before);
});

test('an order of a schedule is recorded as such', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  unwrap(await world.call('add-orders', { orders: [order('o1')] }, { account: 'schedule:/a/daily' }));
  const [record] = await actionsUntil(world, 1);
  assert.deepEqual(record?.actor, { kind: 'schedule', account: '/a/daily' });
});

test('each act with a folder is refused outside of it, nothing happens, and the refusal is recorded', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  unwrap(await addOrder(world));
  const definition = workflowOf(['job']) as ActRequest<'deploy-workflows'>['deploy'][number]['definition'];
  const attempts: readonly (() => Promise<unknown>)[] = [
    () => world.call('add-orders', { orders: [order('o2')] }, { folder: '/b' }),
    () => world.call('cancel-orders', { orderIds: ['o1'], mode: 'kill' }, { folder: '/b' }),
    () => world.call('suspend-orders', { orderIds: ['o1'], mode: 'kill' }, { folder: '/ab' }),
    () => world.call('resume-orders', { orderIds: ['o1'] }, { folder: '/a/b' }),
    () =>
      world.call(
        'deploy-workflows',
        { deploy: [{ path: '/a/x', versionId: '1', definition }], withdraw: [] },
        { folder: '/b' },
      ),
    () => world.call('deploy-workflows', { deploy: [], withdraw: ['/a/w'] }, { folder: '/b' }),
  ];
  const before = kindsIn(world.journal).length;
  for (const attempt of attempts) {
    const answer = (await attempt()) as { ok: boolean; problem: { code: string } };
    assert.equal(answer.ok ? '' : answer.problem.code, 'PermissionDenied');
  }
  assert.equal(kindsIn(world.journal).length, before);
  const records = await actionsUntil(world, 2);
  assert.partialDeepStrictEqual(records.at(-1), { outcome: 'refused', reasonCode: 'PermissionDenied' });
});

test('a workflow that moves needs both folders, and its orders move with it', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  unwrap(await addOrder(world));
  const definition = workflowOf(['job']) as ActRequest<'deploy-workflows'>['deploy'][number]['definition'];
  const move = { deploy: [{ path: '/b/w', versionId: '2', definition }], withdraw: ['/a/w'] };
  for (const folder of ['/a', '/b'])
    assert.ok(!(await world.call('deploy-workflows', move, { folder })).ok, folder);
  unwrap(await world.call('deploy-workflows', move));
  assert.ok(
    !(await world.call('cancel-orders', { orderIds: ['o1'], mode: 'freshOnly' }, { folder: '/a' })).ok,
  );
});

test('a bulk call with one item that is not allowed or not known does nothing at all', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  const definition = workflowOf(['job']) as ActRequest<'deploy-workflows'>['deploy'][number]['definition'];
  unwrap(
    await world.call('deploy-workflows', {
      deploy: [{ path: '/b/v', versionId: '1', definition }],
      withdraw: [],
    }),
  );
  const mixed = await world.call(
    'add-orders',
    { orders: [order('o1'), order('o2', '/b/v')] },
    { folder: '/a' },
  );
  assert.equal(mixed.ok ? '' : mixed.problem.field, 'orders[1].workflowPath');
  const unknown = await world.call('add-orders', { orders: [order('o1'), order('o2', '/a/none')] });
  assert.equal(unknown.ok ? '' : unknown.problem.code, 'UnknownWorkflow');
  unwrap(await addOrder(world, 'o3'));
  const cancel = await world.call('cancel-orders', { orderIds: ['o3', 'o9'], mode: 'kill' });
  assert.equal(cancel.ok ? '' : cancel.problem.code, 'UnknownOrder');
  assert.deepEqual(
    ['o1', 'o2', 'o3'].map((orderId) => standOf(world, orderId) !== 'unknown'),
    [false, false, true],
  );
});

test('the same order id with other content is refused', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  unwrap(await addOrder(world));
  const other = await addOrder(world, 'o1', { scheduledForMs: world.time.now() + 1 });
  assert.equal(other.ok ? '' : other.problem.code, 'DuplicateOrder');
});

test('to resume needs the permission that the state of the orders asks for', async (t) => {
  const agent = fakeAgent('agent', ({ stepId }, self) => self.end(stepId, 'failed'));
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  await deploy(world);
  unwrap(await addOrder(world));
  await until(() => standOf(world) === 'failed', 'the failure');
  const resume = (leaf: string, more: object = {}) =>
    world.call('resume-orders', { orderIds: ['o1'], ...more }, { permission: `${prefix}${leaf}` });
  for (const [leaf, more] of [
    ['suspend_resume', {}],
    ['manage_positions', {}],
    ['resume_failed', { position: [0] }],
  ] as const) {
    const answer = await resume(leaf, more);
    assert.equal(answer.ok ? '' : answer.problem.code, 'PermissionDenied', leaf);
  }
  unwrap(await resume('resume_failed'));
  await until(() => agent.begun.length === 2, 'the second step');
});

test('an order is suspended and resumed, its step waited for', async (t) => {
  const agent = fakeAgent('agent', runOn);
  const world = await controllerWorld(t, { agents: [['agent', agent]] });
  await deploy(world, ['one', 'two']);
  unwrap(await addOrder(world));
  await until(() => agent.begun.length === 1, 'the step');
  unwrap(await world.call('suspend-orders', { orderIds: ['o1'], mode: 'afterStep' }));
  agent.end(agent.begun[0]?.stepId ?? '');
  await until(() => kindsIn(world.journal).includes('OrderSuspended'), 'the suspension');
  assert.equal(agent.begun.length, 1);
  assert.deepEqual(agent.killed, []);
  unwrap(await world.call('resume-orders', { orderIds: ['o1'] }));
  await until(() => agent.begun.length === 2, 'the second step');
});

test('coupling tells the journal, and refuses another version and another id than the certificate', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  const noPermission = {};
  const coupled = unwrap(await world.call('couple', { version: 1, cockpitId: 'cockpit' }, noPermission));
  assert.deepEqual([coupled.controllerId, coupled.firstEventId, coupled.lastEventId], ['controller', 1, 1]);
  assert.ok(!(await world.call('couple', { version: 2, cockpitId: 'cockpit' })).ok);
  const other = await world.call('couple', { version: 1, cockpitId: 'other' });
  assert.equal(other.ok ? '' : other.problem.code, 'CertificateRefused');
});

test('events that do not exist yet can not be released', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  assert.ok((await world.call('release-events', { eventId: 1 })).ok);
  assert.ok(!(await world.call('release-events', { eventId: 2 })).ok);
});

test('the state is that of the last durable event', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  await deploy(world);
  world.journal.hold();
  void addOrder(world);
  const { eventId, state } = unwrap(await world.call('state', {}));
  assert.equal(eventId, 3);
  assert.partialDeepStrictEqual(state, { eventId: 3, orders: [] });
  world.journal.letGo();
});

test('an Agent is joined in two calls, once', async (t) => {
  const granted: unknown[] = [];
  const dialJoin: DialJoin = async ({ id }) =>
    succeed({
      request: { role: 'agent', id, requests: [{ purpose: 'server', csr: 'csr' }] },
      grant: async (given) => {
        granted.push(given);
        return succeed(undefined);
      },
      close: () => undefined,
      closed: new Promise(() => undefined),
    });
  const world = await controllerWorld(t, { agents: [], ports: { dialJoin } });
  const target = { agentId: 'agent', address: '127.0.0.1:4445', token: 'secret-token' };
  const { csr, joinId } = unwrap(await world.call('join-agent', target));
  assert.equal(csr, 'csr');
  const given = { joinId, certificate: 'leaf', ca: 'ca' };
  unwrap(await world.call('join-agent-certificate', given));
  assert.deepEqual(granted, [
    { ca: 'ca', certificates: [{ purpose: 'server', certificate: 'leaf' }], peerId: 'controller' },
  ]);
  assert.ok(!(await world.call('join-agent-certificate', given)).ok);
  const records = await actionsUntil(world, 3);
  assert.deepEqual(
    records.map((record) => [record.action, record.outcome]),
    [
      ['AgentJoining', 'succeeded'],
      ['AgentJoined', 'succeeded'],
      ['AgentJoined', 'refused'],
    ],
  );
  assert.ok(!JSON.stringify(recordsOf(world)).includes('secret-token'));
});

test('a join that the Agent refuses is told and recorded', async (t) => {
  const dialJoin: DialJoin = async () => refuse(problem('JoinRefused', 'no'));
  const world = await controllerWorld(t, { agents: [], ports: { dialJoin } });
  const answer = await world.call('join-agent', { agentId: 'agent', address: '127.0.0.1:4445', token: 'x' });
  assert.equal(answer.ok ? '' : answer.problem.code, 'JoinRefused');
  assert.partialDeepStrictEqual((await actionsUntil(world, 1))[0], {
    action: 'AgentJoining',
    outcome: 'refused',
    reasonCode: 'JoinRefused',
  });
});

test('refusals at the border are recorded, repeated ones of one source once', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  const refusal = {
    hop: 2,
    act: 'add-orders',
    problem: problem('HopTokenRefused', 'no', { field: 'jti' }),
    remoteAddress: '10.0.0.1',
  } as const;
  for (let count = 0; count < 50; count++) world.refuseAtBorder(refusal);
  world.refuseAtBorder({ ...refusal, problem: problem('CertificateRefused') });
  world.refuseAtBorder({ ...refusal, problem: problem('InvalidInput') });
  const records = await actionsUntil(world, 2);
  assert.deepEqual(
    records.map((record) => [record.action, record.reasonCode]),
    [
      ['HopTokenRefused', 'HopTokenRefused.jti'],
      ['PeerRefused', 'CertificateRefused'],
    ],
  );
});

test('every act of the table has a handler', async (t) => {
  const world = await controllerWorld(t, { agents: [] });
  const names: readonly ActName[] = ['agents', 'renew-certificates'];
  for (const name of names)
    assert.ok((await world.call(name, (name === 'agents' ? {} : { all: false }) as never)).ok);
  assert.ok((await world.call('install-certificates', { ca: 'ca', certificates: [] as never })).ok);
});
