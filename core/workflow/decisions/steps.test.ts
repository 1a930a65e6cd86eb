import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectsOf } from '../reads/effects-of.ts';
import { obstaclesOf } from '../reads/obstacles-of.ts';
import { stepToStart } from '../reads/step-to-start.ts';
import { definition, execute, failNow, iff, type Json, job, retry, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';

test('a job runs no more steps at once than its parallelism, and those who wait come in their order', () => {
  const rig = Rig.with([execute('a')], { jobs: { a: job({ parallelism: 2 }) } });
  for (const id of ['#9', '#3', '#5', '#1']) rig.add(id);
  assert.deepEqual(rig.running(), ['#3', '#9']);
  assert.deepEqual(obstaclesOf(rig.state, '#1'), [
    { kind: 'jobParallelism', jobName: 'a', parallelism: 2, runningCount: 2, aheadCount: 1 },
  ]);
  rig.end('#3');
  assert.deepEqual(rig.running(), ['#5', '#9']);
  rig.end('#9');
  assert.deepEqual(rig.running(), ['#1', '#5']);
});

test('parallelism is one unless the job says otherwise, and counts for the job, not for its places', () => {
  const rig = Rig.with([
    iff("$js7OrderId == '#1'", [execute('a', { label: 'x' })], [execute('a', { label: 'y' })]),
  ]);
  rig.add('#1');
  rig.add('#2');
  assert.deepEqual(rig.running(), ['#1']);
});

test('each version of a workflow has slots of its own', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  rig.deploy('2', definition([execute('a')]));
  rig.add('#2');
  assert.deepEqual(rig.running(), ['#1', '#2']);
});

test('no step starts at an Agent that is not coupled, and all do when it is', () => {
  const rig = Rig.with([execute('a')], { jobs: { a: job({ parallelism: 5 }) } });
  rig.must({ kind: 'AgentLost', agentId: 'agent' });
  rig.add('#1');
  rig.add('#2');
  assert.deepEqual([rig.at('#1'), rig.running()], ['ready', []]);
  assert.deepEqual(obstaclesOf(rig.state, '#1'), [{ kind: 'agentNotCoupled', agentId: 'agent' }]);
  rig.couple();
  rig.advance();
  assert.deepEqual(rig.running(), ['#1', '#2']);
});

test('a step carries all that its Agent needs, and its script stands as it was written', () => {
  const script = 'echo "$A" $(id) `id` $js7OrderId';
  const rig = Rig.with([execute('a', { label: 'L', defaultArguments: { x: '"i $n"' } })], {
    orderPreparation: {
      parameters: { n: { type: 'Number', default: 2.5 }, map: { type: 'Map', default: { k: [1] } } },
    },
    jobs: {
      a: job({
        script,
        timeout: 60,
        graceTimeout: 5,
        env: {
          A: "'$(rm)'",
          X: '"$x $y"',
          N: '$n',
          MAP: '$map',
          YES: 'true',
          WHO: '"$js7OrderId $js7JobName $js7Label"',
        },
        defaultArguments: { x: "'j'", y: "'job'" },
      }),
    },
  });
  rig.add('#1');
  const { stepId, ...step } = stepToStart(rig.state, '#1') ?? assert.fail();
  assert.match(stepId, /^[A-Za-z0-9_-]{22}$/);
  assert.deepEqual(step, {
    orderId: '#1',
    agentId: 'agent',
    jobName: 'a',
    label: 'L',
    workflowPath: '/w',
    versionId: '1',
    position: '0',
    script,
    environment: { A: '$(rm)', X: 'i 2.5 job', N: '2.5', MAP: '{"k":[1]}', YES: 'true', WHO: '#1 a L' },
    timeoutSeconds: 60,
    graceTimeoutSeconds: 5,
    account: 'joc/tester',
  });
});

test('what a step returned hides arguments, and arguments hide defaults', () => {
  const rig = Rig.with(
    [execute('a', { label: '1', defaultArguments: { v: "'instruction'" } }), execute('a', { label: '2' })],
    {
      orderPreparation: { allowUndeclared: true },
      jobs: {
        a: job({ env: { V: '$v', ARGUMENT: "argument('v', 'none')" }, defaultArguments: { v: "'job'" } }),
      },
    },
  );
  const environment = () => stepToStart(rig.state, '#1')?.environment;
  rig.add('#1');
  assert.deepEqual(environment(), { V: 'instruction', ARGUMENT: 'none' });
  rig.end('#1');
  assert.deepEqual(environment(), { V: 'job', ARGUMENT: 'none' });
  const given = Rig.with([execute('a', { label: '1' }), execute('a', { label: '2' })], {
    orderPreparation: { allowUndeclared: true },
    jobs: {
      a: job({ env: { V: '$v', ARGUMENT: "argument('v', 'none')" }, defaultArguments: { v: "'job'" } }),
    },
  });
  given.add('#1', { v: 'given' });
  assert.equal(stepToStart(given.state, '#1')?.environment.V, 'given');
  given.end('#1', { kind: 'succeeded', values: { v: 'returned' } });
  assert.deepEqual(stepToStart(given.state, '#1')?.environment, { V: 'returned', ARGUMENT: 'given' });
});

const noEnvironment: readonly [what: string, env: Json, values: Json, message: RegExp][] = [
  ['an unknown variable', { A: '$unknown' }, {}, /A has no value: Column 1: there is no variable "unknown"/],
  ['a NUL', { A: '$v' }, { v: 'a\0b' }, /A would hold a NUL/],
  ['a value too long for the system', { A: '$v' }, { v: 'x'.repeat(100_001) }, /longer than 100000 bytes/],
  ['a value too long in bytes', { A: '$v' }, { v: '日'.repeat(40_000) }, /longer than 100000 bytes/],
  [
    'too much of everything',
    Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`A${n}`, '$v'])),
    { v: 'x'.repeat(99_000) },
    /longer than 500000 bytes/,
  ],
];

for (const [what, env, values, message] of noEnvironment) {
  test(`a step with ${what} in its environment fails, catchably, before it starts`, () => {
    const rig = Rig.with([execute('first'), tryCatch([execute('a')], [execute('first', { label: 'c' })])], {
      jobs: { a: job({ env }) },
    });
    rig.add('#1');
    rig.end('#1', { kind: 'succeeded', values: values as never });
    assert.equal(rig.where('#1'), 'processing [1,"catch+0",0]');
    assert.match(rig.order('#1')?.caught?.message ?? '', message);
  });
}

test('a lost step runs again only where its job says so in so many words (semantics §5.4)', () => {
  for (const [isNotRestartable, runsAgain] of [
    [false, true],
    [true, false],
    [undefined, false],
  ] as const) {
    const more = isNotRestartable === undefined ? {} : { isNotRestartable };
    const rig = Rig.with([tryCatch([execute('a')], [failNow()])], { jobs: { a: job(more) } });
    rig.add('#1');
    const step = rig.stepOf('#1');
    rig.end('#1', { kind: 'lost' });
    assert.equal(rig.at('#1'), runsAgain ? 'processing' : 'failed');
    assert.notEqual(rig.stepOf('#1'), step, 'a step id is used once');
  }
});

test('an order that failed by a lost step runs the step again when a person resumes it (semantics §5.4)', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  rig.end('#1', { kind: 'lost' });
  assert.deepEqual(rig.resume(['#1']), []);
  rig.end('#1');
  assert.equal(rig.at('#1'), 'finished');
});

test('what comes of a step that is not known any more changes nothing (semantics §5.3)', () => {
  const rig = Rig.with([execute('a'), execute('a', { label: 'b' })]);
  rig.add('#1');
  const stepId = rig.stepOf('#1') ?? '';
  rig.end('#1');
  const late = { stepId, agentAtMs: 1 };
  assert.deepEqual(rig.must({ kind: 'StepStarted', ...late, pid: 1 }), []);
  assert.deepEqual(rig.must({ kind: 'StepOutput', ...late, stream: 'stdout', offset: 0, text: 'x' }), []);
  assert.deepEqual(
    rig.must({ kind: 'StepEnded', ...late, outcome: { kind: 'failed' }, droppedBytes: 0 }),
    [],
  );
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('the same start told twice is one event', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  const report = { kind: 'StepStarted', stepId: rig.stepOf('#1') ?? '', pid: 7, agentAtMs: 5 } as const;
  assert.equal(rig.must(report).length, 1);
  assert.equal(rig.must(report).length, 0);
});

test('output stands in the journal and changes nothing but the event id', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  const before = rig.state;
  const stepId = rig.stepOf('#1') ?? '';
  rig.must({ kind: 'StepOutput', stepId, stream: 'stderr', offset: 0, text: 'x', agentAtMs: 5 });
  assert.deepEqual({ ...rig.state, eventId: before.eventId }, before);
});

test('return values become variables of later steps; returnCode is that of the last step', () => {
  const rig = Rig.with([execute('a'), execute('a', { label: '2' }), execute('a', { label: '3' })]);
  rig.add('#1');
  rig.end('#1', { kind: 'succeeded', returnCode: 0, values: { x: '1', y: '1', returnCode: 'faked' } });
  assert.equal(rig.order('#1')?.variables.returnCode, 0);
  rig.end('#1', { kind: 'succeeded', values: { y: '2' } });
  assert.deepEqual(rig.order('#1')?.variables, { x: '1', y: '2' });
});

test('return values of a failed step reach the catch block', () => {
  const rig = Rig.with([tryCatch([execute('a')], [iff('returnCode == 3', [execute('a', { label: 'b' })])])]);
  rig.add('#1');
  rig.end('#1', { kind: 'failed', returnCode: 3, values: { why: 'w' } });
  assert.equal(rig.where('#1'), 'processing [0,"catch+0",0,"then",0]');
  assert.deepEqual(rig.order('#1')?.variables, { why: 'w', returnCode: 3 });
});

for (const values of [JSON.parse('{"__proto__":"x"}'), { 'a"b': '1' }, { big: 'x'.repeat(200_000) }]) {
  test(`return values such as ${JSON.stringify(values).slice(0, 30)} make the step fail, and none is kept`, () => {
    const rig = Rig.with([execute('a')]);
    rig.add('#1');
    rig.end('#1', { kind: 'succeeded', returnCode: 0, values });
    assert.equal(rig.at('#1'), 'failed');
    assert.deepEqual(rig.order('#1')?.variables, { returnCode: 0 });
  });
}

test('after a recovery each step that is not known to run is sent again with the same id, and no other', () => {
  const rig = Rig.with([execute('a')], { jobs: { a: job({ parallelism: 9, env: { T: '$js7TryCount' } }) } });
  for (const id of ['#1', '#2']) rig.add(id);
  const sent = effectsOf(rig.state, 'agent').starts;
  rig.must({ kind: 'StepStarted', stepId: rig.stepOf('#1') ?? '', agentAtMs: 1 });
  rig.must({ kind: 'StartController', controllerId: 'controller' });
  assert.deepEqual(
    effectsOf(rig.state, 'agent').starts,
    sent.filter(({ orderId }) => orderId === '#2'),
  );
  assert.deepEqual(effectsOf(rig.state, 'other'), { starts: [], kills: [] });
});

test('a job that fails for ever does not starve the others: each Advance is bounded', () => {
  const rig = Rig.with([tryCatch([iff('true', [failNow()])], [retry], { maxTries: 9 })]);
  rig.must({
    kind: 'AddOrders',
    account: 'a',
    orders: Array.from({ length: 100 }, (_, n) => ({ orderId: `#${n}`, workflowPath: '/w' })),
  });
  const events = rig.must({ kind: 'Advance', eventsMax: 50 });
  assert.ok(events.length >= 50 && events.length < 60, String(events.length));
});
