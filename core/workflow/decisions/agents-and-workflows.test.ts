import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgottenPerEventMax, terminatedKeptMs } from '../orders/limits.ts';
import { allVersions, findWorkflow, folderOfOrder } from '../reads/find.ts';
import { nextDueMs } from '../reads/next-due.ts';
import { obstaclesOf } from '../reads/obstacles-of.ts';
import { definition, execute, failNow, type Json, job, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';

const account = 'joc/tester';
const one = definition([execute('a')]);
const versions = (rig: Rig) =>
  Array.from(allVersions(rig.state), ({ id, isCurrent }) => `${id.path} ${id.versionId} ${isCurrent}`);
const deploying = (deploy: readonly (readonly [string, string, Json])[], withdraw: readonly string[] = []) =>
  ({
    kind: 'DeployWorkflows',
    account,
    deploy: deploy.map(([path, versionId, json]) => ({ path, versionId, definition: json })),
    withdraw,
  }) as const;

test('deploying the same version again is no change, and other content under its name is refused', () => {
  const rig = Rig.with([execute('a')]);
  assert.deepEqual(rig.deploy('1', one), []);
  const [problem] = rig.try(deploying([['/w', '1', definition([execute('b')])]]));
  assert.deepEqual([problem?.code, problem?.field], ['DuplicateName', 'deploy[0].versionId']);
});

test('an order stays with its version, which goes when its last order has ended', () => {
  const rig = Rig.with([execute('a'), execute('a', { label: 'old' })]);
  rig.add('#1');
  rig.deploy('2', one);
  rig.add('#2');
  assert.deepEqual(versions(rig), ['/w 1 false', '/w 2 true']);
  rig.end('#1');
  assert.equal(rig.where('#1'), 'processing [1]');
  rig.end('#1');
  assert.deepEqual(versions(rig), ['/w 2 true']);
  assert.equal(rig.at('#1'), 'finished');
});

test('a version that is replaced before it had an order goes at once', () => {
  const rig = Rig.with([execute('a')]);
  rig.deploy('2', one);
  rig.advance();
  assert.deepEqual(versions(rig), ['/w 2 true']);
});

test('an old version that still has orders can be deployed again', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  rig.deploy('2', definition([execute('b')]));
  rig.deploy('1', one);
  rig.advance();
  assert.deepEqual(versions(rig), ['/w 1 true']);
});

test('no order is added to a withdrawn workflow, and those on their way go on', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  rig.must(deploying([], ['/w']));
  rig.advance();
  assert.equal(findWorkflow(rig.state, '/w'), undefined);
  assert.equal(
    rig.try({ kind: 'AddOrders', account, orders: [{ orderId: '#2', workflowPath: '/w' }] })[0]?.code,
    'UnknownWorkflow',
  );
  rig.end('#1');
  assert.deepEqual(versions(rig), []);
  assert.equal(rig.at('#1'), 'finished');
});

test('a workflow moves to another folder with its withdrawal there, and its orders move with it (semantics §5.1)', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  const order = rig.order('#1') ?? assert.fail();
  assert.equal(folderOfOrder(rig.state, order), '/');
  const [problem] = rig.try(deploying([['/finance/w', '2', one]]));
  assert.deepEqual([problem?.code, problem?.field], ['DuplicateName', 'deploy[0].path']);
  rig.must(deploying([['/finance/w', '2', one]], ['/w']));
  assert.equal(folderOfOrder(rig.state, order), '/finance');
  assert.equal(findWorkflow(rig.state, 'w')?.id.path, '/finance/w');
  assert.equal(findWorkflow(rig.state, '/w'), undefined);
});

test('one bad workflow refuses all, and each problem has its field (semantics §5.8)', () => {
  const rig = Rig.ready();
  const problems = rig.try(
    deploying(
      [
        ['/ok', '1', one],
        ['/bad', '1', definition([execute('a', { label: 'x y' })])],
        ['slashless', '1', one],
        ['/versionless', '', one],
        ['/elsewhere', '1', definition([execute('a')], { jobs: { a: job({ agentName: 'nobody' }) } })],
        ['/folder/ok', '1', one],
      ],
      ['/unknown'],
    ),
  );
  assert.deepEqual(
    problems.map(({ code, field }) => `${code} ${field}`),
    [
      'UnknownWorkflow withdraw[0]',
      'InvalidWorkflow deploy[1].definition.instructions[0].label',
      'InvalidPath deploy[2].path',
      'InvalidInput deploy[3].versionId',
      'UnknownAgent deploy[4].definition.jobs.a.agentName',
      'DuplicateName deploy[5].path',
    ],
  );
  assert.deepEqual(versions(rig), []);
});

test('a version id with a line feed can not pass for another key', () => {
  const [problem] = Rig.ready().try(deploying([['/w', '1\nx', one]]));
  assert.equal(problem?.field, 'deploy[0].versionId');
});

test('an Agent is registered once, and changes its address', () => {
  const rig = Rig.ready();
  const register = (agentId: string, address: string) =>
    ({ kind: 'RegisterAgent', agentId, address, account }) as const;
  assert.deepEqual(rig.must(register('agent', 'localhost:4445')), []);
  assert.equal(rig.must(register('agent', '[::1]:4445')).length, 1);
  for (const [agentId, address] of [
    ['a b', 'h:1'],
    ['x', 'h'],
    ['x', 'h:'],
    ['x', 'h :1'],
    ['x', 'http://h:1/'],
  ] as const) {
    assert.equal(rig.try(register(agentId, address)).length, 1, `${agentId} ${address}`);
  }
});

test('an unknown Agent is neither coupled nor abandoned', () => {
  const rig = Rig.ready();
  assert.equal(rig.try({ kind: 'AgentCoupled', agentId: 'x', journalId: 'j' })[0]?.code, 'UnknownAgent');
  assert.equal(rig.try({ kind: 'AbandonAgent', agentId: 'x', account })[0]?.code, 'UnknownAgent');
  assert.deepEqual(rig.must({ kind: 'AgentLost', agentId: 'x' }), []);
});

test('what runs at a lost Agent is unknown, and waits (semantics §5.3)', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  rig.must({ kind: 'AgentLost', agentId: 'agent' });
  rig.wait(1e12);
  assert.equal(rig.at('#1'), 'processing');
  assert.deepEqual(obstaclesOf(rig.state, '#1'), [{ kind: 'stepUnknown', agentId: 'agent' }]);
  rig.couple();
  rig.end('#1');
  assert.equal(rig.at('#1'), 'finished');
});

test('an Agent that comes back with another journal is refused while steps of the old one run', () => {
  const rig = Rig.with([execute('a')]);
  rig.couple('agent', 'second');
  rig.add('#1');
  const refusal = rig.try({ kind: 'AgentCoupled', agentId: 'agent', journalId: 'third' });
  assert.deepEqual([refusal[0]?.code, refusal[0]?.field], ['AgentUnreachable', 'journalId']);
  rig.end('#1');
  rig.couple('agent', 'third');
});

test('the steps of an abandoned Agent are lost, are not run again, and no Try catches that', () => {
  const jobs = { a: job({ isNotRestartable: false }) };
  const rig = Rig.with([tryCatch([execute('a')], [failNow()])], { jobs });
  rig.add('#1');
  const stepId = rig.stepOf('#1') ?? '';
  rig.must({ kind: 'AbandonAgent', agentId: 'agent', account });
  rig.advance();
  assert.equal(rig.where('#1'), 'failed [0,"try+0",0]');
  rig.couple('agent', 'new journal');
  assert.deepEqual(
    rig.must({ kind: 'StepEnded', stepId, outcome: { kind: 'succeeded' }, droppedBytes: 0, agentAtMs: 1 }),
    [],
  );
  rig.resume(['#1']);
  assert.equal(rig.at('#1'), 'processing');
});

test('no Agent is coupled when the Controller begins', () => {
  const rig = Rig.with([execute('a')]);
  rig.must({ kind: 'StartController', controllerId: 'controller' });
  rig.add('#1');
  assert.equal(rig.at('#1'), 'ready');
});

test('an ended order is known by its id for seven days, and then no more', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  rig.end('#1');
  assert.equal(nextDueMs(rig.state), rig.nowMs + terminatedKeptMs);
  rig.wait(terminatedKeptMs - 1);
  assert.equal(rig.at('#1'), 'finished');
  rig.wait(1);
  assert.equal(rig.at('#1'), undefined);
  assert.equal(nextDueMs(rig.state), undefined);
});

test('many ended orders are forgotten in bounded events', () => {
  const rig = Rig.with([failNow()]);
  const orders = Array.from({ length: 2_500 }, (_, n) => ({ orderId: `#${n}`, workflowPath: '/w' }));
  rig.must({ kind: 'AddOrders', account, orders });
  rig.advance();
  rig.cancel(orders.map(({ orderId }) => orderId));
  const sizes = rig
    .wait(terminatedKeptMs)
    .flatMap((event) => (event.kind === 'OrdersForgotten' ? [event.orderIds.length] : []));
  assert.deepEqual(sizes, [forgottenPerEventMax, forgottenPerEventMax, 500]);
});

test('a clock that was set back stands still', () => {
  const rig = Rig.with([execute('a')]);
  rig.nowMs -= 500_000;
  rig.add('#1');
  const times = rig.journal.map(({ atMs }) => atMs);
  assert.deepEqual(
    times,
    times.toSorted((left, right) => left - right),
  );
});

test('bulk commands are bounded', () => {
  const rig = Rig.ready();
  const many = Array.from({ length: 10_001 }, () => 'x');
  assert.equal(rig.cancel(many)[0]?.code, 'TooLarge');
  assert.equal(rig.try(deploying([], many))[0]?.code, 'TooLarge');
  assert.equal(
    rig.try({
      kind: 'AddOrders',
      account,
      orders: many.map((orderId) => ({ orderId, workflowPath: '/w' })),
    })[0]?.code,
    'TooLarge',
  );
});
