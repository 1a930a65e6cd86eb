import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepTreatment } from '../orders/order.ts';
import { effectsOf } from '../reads/effects-of.ts';
import { execute, failNow, fork, iff, type Json, job, retry, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';

const wide = { orderPreparation: { allowUndeclared: true }, jobs: { a: job({ parallelism: 99 }) } };
const a = (label: string) => execute('a', { label });
const forked = () => [fork({ A: [a('x'), a('x2')], B: [a('y'), a('y2')] }), a('after')];

function started(instructions: readonly Json[], more: Json = wide): Rig {
  const rig = Rig.with(instructions, more);
  rig.add('#1');
  return rig;
}

/** An order in each state of its life, by the name that the rig gives it. */
const inState: Readonly<Record<string, () => Rig>> = {
  fresh: () => {
    const rig = Rig.with([a('x')], wide);
    rig.add('#1', {}, rig.nowMs + 1);
    return rig;
  },
  ready: () => {
    const rig = Rig.with([a('x')], wide);
    rig.must({ kind: 'AgentLost', agentId: 'agent' });
    rig.add('#1');
    return rig;
  },
  processing: () => started([a('x'), a('y')]),
  delayingRetry: () => {
    const rig = started([tryCatch([a('x')], [retry], { retryDelays: [60] })]);
    rig.fail('#1');
    return rig;
  },
  forked: () => started(forked()),
  failed: () => started([failNow()]),
  broken: () => started([brokenLoop(6)]),
  'suspended ready': () => {
    const rig = inState.ready?.() ?? assert.fail();
    rig.suspend(['#1']);
    return rig;
  },
};

function brokenLoop(depth: number): Json {
  return depth === 0 ? failNow() : tryCatch([brokenLoop(depth - 1)], [retry], { maxTries: 9 });
}

const outcomes: Readonly<Record<string, { cancel: string; suspend: string; resume: string }>> = {
  fresh: { cancel: 'cancelled', suspend: 'suspended fresh', resume: 'OrderNotInState' },
  ready: { cancel: 'cancelled', suspend: 'suspended ready', resume: 'OrderNotInState' },
  processing: {
    cancel: 'processing, cancelling',
    suspend: 'processing, suspending',
    resume: 'OrderNotInState',
  },
  delayingRetry: { cancel: 'cancelled', suspend: 'suspended delayingRetry', resume: 'OrderNotInState' },
  forked: { cancel: 'forked, cancelling', suspend: 'suspended forked', resume: 'OrderNotInState' },
  failed: { cancel: 'cancelled', suspend: 'OrderNotInState', resume: 'failed' },
  broken: { cancel: 'cancelled', suspend: 'OrderNotInState', resume: 'broken' },
  'suspended ready': { cancel: 'cancelled', suspend: 'suspended ready', resume: 'ready' },
};

for (const [kind, make] of Object.entries(inState)) {
  for (const action of ['cancel', 'suspend', 'resume'] as const) {
    const expected = outcomes[kind]?.[action];
    test(`to ${action} an order that is ${kind} gives: ${expected}`, () => {
      const rig = make();
      assert.equal(rig.at('#1'), kind);
      const [problem] = rig[action](['#1']);
      const mark = rig.order('#1')?.mark?.kind;
      assert.equal(
        problem?.code ?? [rig.at('#1'), ...(mark === undefined ? [] : [mark])].join(', '),
        expected,
      );
    });
  }
}

test('freshOnly cancels what has not started, and refuses the rest by name (semantics §5.8)', () => {
  const rig = started([a('x')]);
  rig.add('#2', {}, rig.nowMs + 1);
  const problems = rig.cancel(['#2', '#1', '#unknown'], 'freshOnly');
  assert.deepEqual(
    problems.map(({ code, field }) => [code, field]),
    [
      ['OrderNotInState', 'orderIds[1]'],
      ['UnknownOrder', 'orderIds[2]'],
    ],
  );
  assert.equal(rig.at('#2'), 'fresh', 'nothing was done');
  assert.deepEqual(rig.cancel(['#2'], 'freshOnly'), []);
  assert.equal(rig.at('#2'), 'cancelled');
});

test('an order that has ended is refused, and the problem says how it ended', () => {
  const rig = started([a('x')]);
  rig.end('#1');
  for (const problems of [rig.cancel(['#1']), rig.suspend(['#1']), rig.resume(['#1'])]) {
    assert.equal(problems[0]?.code, 'OrderNotInState');
    assert.match(problems[0]?.message ?? '', /is finished/);
  }
});

test('a step that is not to be killed ends by itself, and the order is cancelled where it stands', () => {
  const rig = started([tryCatch([a('x')], []), a('y')]);
  rig.cancel(['#1']);
  assert.deepEqual(effectsOf(rig.state, 'agent').kills, []);
  rig.fail('#1');
  assert.equal(rig.at('#1'), 'cancelled');
});

const kills: readonly [mode: StepTreatment, immediately: boolean][] = [
  ['kill', false],
  ['killAtOnce', true],
];

for (const [mode, immediately] of kills) {
  test(`${mode} asks the Agent to end the step ${immediately ? 'at once' : 'gracefully'}, and no Try catches it`, () => {
    const rig = started([tryCatch([a('x')], [a('y')])]);
    rig.cancel(['#1'], mode);
    const stepId = rig.stepOf('#1');
    assert.deepEqual(effectsOf(rig.state, 'agent').kills, [
      { stepId, orderId: '#1', agentId: 'agent', immediately, account: 'joc/tester' },
    ]);
    rig.end('#1', { kind: 'killed', signal: 'SIGTERM' });
    assert.equal(rig.at('#1'), 'cancelled');
  });
}

test('a kill may become harsher and never milder, and asking again is no event', () => {
  const rig = started([a('x')]);
  const treatment = () => rig.order('#1')?.mark?.treatment;
  rig.cancel(['#1'], 'kill');
  const count = rig.journal.length;
  rig.cancel(['#1'], 'afterStep');
  rig.cancel(['#1'], 'kill');
  assert.deepEqual([treatment(), rig.journal.length], ['kill', count]);
  rig.cancel(['#1'], 'killAtOnce');
  assert.equal(treatment(), 'killAtOnce');
});

test('to cancel beats to suspend: a step that is being killed for a suspension is still killed', () => {
  const rig = started([a('x')]);
  rig.suspend(['#1'], 'kill');
  rig.cancel(['#1']);
  assert.deepEqual(rig.order('#1')?.mark, { kind: 'cancelling', treatment: 'kill', account: 'joc/tester' });
  assert.equal(rig.suspend(['#1'])[0]?.code, 'OrderNotInState');
  assert.equal(rig.resume(['#1'])[0]?.code, 'OrderNotInState');
});

test('cancelling a parent cancels its children, and it ends when they have', () => {
  const rig = started(forked());
  rig.cancel(['#1']);
  rig.end('#1|A');
  assert.deepEqual([rig.at('#1'), rig.at('#1|A'), rig.at('#1|B')], ['forked', 'cancelled', 'processing']);
  rig.end('#1|B');
  assert.deepEqual([rig.at('#1'), rig.at('#1|A'), rig.at('#1|B')], ['cancelled', undefined, undefined]);
});

test('cancelling a parent whose children wait, have failed or are suspended ends all at once', () => {
  const rig = started([fork({ A: [failNow()], B: [a('y')], C: [a('z'), a('z2')] })]);
  rig.suspend(['#1|C']);
  rig.end('#1|C');
  rig.end('#1|B');
  assert.deepEqual(
    ['#1|A', '#1|B', '#1|C'].map((id) => rig.at(id)),
    ['failed', 'awaitingJoin', 'suspended ready'],
  );
  assert.deepEqual(rig.cancel(['#1']), []);
  assert.equal(rig.at('#1'), 'cancelled');
});

test('cancelling a suspended parent cancels it all the same', () => {
  const rig = started(forked());
  rig.suspend(['#1']);
  rig.cancel(['#1']);
  rig.end('#1|A');
  rig.end('#1|B');
  assert.equal(rig.at('#1'), 'cancelled');
});

test('a child that was cancelled alone fails the join', () => {
  const rig = started(forked());
  rig.cancel(['#1|A']);
  rig.end('#1|A');
  assert.equal(rig.at('#1|A'), 'cancelled');
  assert.equal(rig.cancel(['#1|A'])[0]?.code, 'OrderNotInState');
  rig.end('#1|B');
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'failed [0]');
});

test('a suspended order with a running step moves on to the next instruction and stays there', () => {
  const rig = started([a('x'), a('y')]);
  rig.suspend(['#1']);
  rig.end('#1');
  assert.equal(rig.where('#1'), 'suspended ready [1]');
  rig.wait(1e9);
  assert.equal(rig.where('#1'), 'suspended ready [1]');
  rig.resume(['#1']);
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('a step that is killed for a suspension stays, and is run anew after the order is resumed', () => {
  const rig = started([tryCatch([a('x')], [a('y')])]);
  rig.suspend(['#1'], 'kill');
  assert.equal(effectsOf(rig.state, 'agent').kills.length, 1);
  assert.equal(rig.resume(['#1'])[0]?.code, 'OrderNotInState');
  rig.end('#1', { kind: 'killed' });
  assert.equal(rig.where('#1'), 'suspended ready [0,"try+0",0]');
  rig.resume(['#1']);
  assert.equal(rig.where('#1'), 'processing [0,"try+0",0]');
});

test('a step that ended before the kill came counts as what it was', () => {
  const rig = started([a('x'), a('y')]);
  rig.suspend(['#1'], 'kill');
  rig.end('#1');
  assert.equal(rig.where('#1'), 'suspended ready [1]');
});

test('a suspension that has not come yet can be taken back', () => {
  const rig = started([a('x'), a('y')]);
  rig.suspend(['#1']);
  assert.deepEqual(rig.resume(['#1']), []);
  rig.end('#1');
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('a failure while an order is to be suspended is a failure, caught or not', () => {
  const free = started([a('x')]);
  free.suspend(['#1']);
  free.fail('#1');
  assert.equal(free.at('#1'), 'failed');
  const inTry = started([tryCatch([a('x')], [a('y')])]);
  inTry.suspend(['#1']);
  inTry.fail('#1');
  assert.equal(inTry.where('#1'), 'suspended ready [0,"catch+0",0]');
});

test('a delay goes on while its order is suspended, and reset forgets it', () => {
  const rig = inState.delayingRetry?.() ?? assert.fail();
  rig.suspend(['#1']);
  rig.wait(60_000);
  assert.equal(rig.at('#1'), 'suspended delayingRetry');
  rig.resume(['#1']);
  assert.equal(rig.where('#1'), 'processing [0,"try+1",0]');
  const reset = inState.delayingRetry?.() ?? assert.fail();
  reset.suspend(['#1'], 'afterStep', true);
  assert.equal(reset.at('#1'), 'suspended ready');
  reset.resume(['#1']);
  assert.equal(reset.where('#1'), 'processing [0,"try+1",0]');
});

test('suspending and resuming a parent suspends and resumes its children', () => {
  const rig = started(forked());
  rig.suspend(['#1']);
  rig.end('#1|A');
  assert.deepEqual(
    ['#1', '#1|A', '#1|B'].map((id) => rig.at(id)),
    ['suspended forked', 'suspended ready', 'processing'],
  );
  rig.resume(['#1']);
  assert.deepEqual(
    ['#1', '#1|A', '#1|B'].map((id) => rig.at(id)),
    ['forked', 'processing', 'processing'],
  );
  assert.equal(rig.order('#1|B')?.mark, undefined);
});

test('a suspended parent does not join before it is resumed', () => {
  const rig = started([fork({ A: [a('x')], B: [a('y')] }), a('after')]);
  rig.suspend(['#1']);
  rig.resume(['#1|A', '#1|B']);
  rig.end('#1|A');
  rig.end('#1|B');
  assert.equal(rig.at('#1'), 'suspended forked');
  rig.resume(['#1']);
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('a failed order is resumed at the step that failed', () => {
  const rig = started([a('x'), a('y')]);
  rig.end('#1');
  rig.fail('#1');
  rig.resume(['#1']);
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('resumed elsewhere, by position or by label', () => {
  for (const position of [[2, 'then', 0], 'deep']) {
    const rig = started([a('x'), failNow(), iff('false', [a('deep')])]);
    rig.end('#1');
    assert.deepEqual(rig.resume(['#1'], { position }), []);
    assert.equal(rig.where('#1'), 'processing [2,"then",0]');
  }
});

test('the number of the try stays when an order is resumed in its try, and begins anew elsewhere', () => {
  const rig = started([tryCatch([a('x'), a('y')], [retry], { maxTries: 2 }), tryCatch([a('z')], [])]);
  rig.fail('#1');
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'failed [0,"catch+1",0]');
  rig.resume(['#1'], { position: [0, 'try+77', 1] });
  assert.equal(rig.where('#1'), 'processing [0,"try+1",1]');
  rig.fail('#1');
  assert.equal(rig.at('#1'), 'failed');
  rig.resume(['#1'], { position: [1, 'try+77', 0] });
  assert.equal(rig.where('#1'), 'processing [1,"try+0",0]');
});

const badTargets: readonly [what: string, position: readonly (string | number)[] | string][] = [
  ['a position that is not there', [7]],
  ['the middle of nowhere', [0, 'then', 0]],
  ['a label that is not there', 'nowhere'],
  ['a position within a Fork', [1, 'fork+A', 0]],
  ['no position at all', ['x']],
  ['the prototype', [0, '__proto__', 0]],
];

for (const [what, position] of badTargets) {
  test(`an order is not resumed at ${what}`, () => {
    const rig = started([failNow(), fork({ A: [a('x')], B: [a('y')] })]);
    const [problem] = rig.resume(['#1'], { position });
    assert.deepEqual([problem?.code, problem?.field], ['InvalidInput', 'position']);
    assert.equal(rig.at('#1'), 'failed');
  });
}

test('a child does not leave its branch', () => {
  const rig = started([fork({ A: [failNow()], B: [a('y')] }), a('after')]);
  for (const position of [[1], [0, 'fork+B', 0]]) {
    assert.equal(rig.resume(['#1|A'], { position })[0]?.field, 'position');
  }
  assert.deepEqual(rig.resume(['#1|A'], { position: [0, 'fork+A', 0] }), []);
});

test('arguments replaced at a resumption hide what steps returned', () => {
  const rig = started([a('x'), a('y')], { ...wide, jobs: { a: job({ env: { V: "variable('v', '-')" } }) } });
  rig.end('#1', { kind: 'succeeded', values: { v: 'returned' } });
  rig.fail('#1');
  assert.deepEqual(rig.resume(['#1'], { arguments: { v: 'by hand' } }), []);
  assert.deepEqual(
    [rig.order('#1')?.arguments, rig.order('#1')?.variables],
    [{ v: 'by hand' }, { returnCode: 1 }],
  );
});

const badArguments: readonly [what: string, given: Json, field: string][] = [
  ['of another type', { n: 'x' }, 'arguments.n'],
  ['that the workflow sets', { f: 1 }, 'arguments.f'],
  ['that nobody knows', { unknown: 1 }, 'arguments.unknown'],
  ['of the prototype', JSON.parse('{"__proto__":1}'), 'arguments.__proto__'],
  ['with the name of a built-in variable', { js7Label: 'x' }, 'arguments.js7Label'],
];

for (const [what, given, field] of badArguments) {
  test(`arguments ${what} are refused at a resumption`, () => {
    const parameters = { n: { type: 'Number', default: 1 }, f: { type: 'Number', final: '2' } };
    const rig = started([failNow()], { orderPreparation: { parameters } });
    const [problem] = rig.resume(['#1'], { arguments: given });
    assert.deepEqual([problem?.code, problem?.field], ['InvalidArguments', field]);
    assert.equal(rig.at('#1'), 'failed');
  });
}

test('nothing of an order with a running step can be changed', () => {
  const rig = started([a('x')]);
  rig.suspend(['#1']);
  assert.match(rig.resume(['#1'], { arguments: { v: 1 } })[0]?.message ?? '', /running step/);
});

test('one order that can not be treated refuses all (semantics §5.8)', () => {
  const rig = started([a('x')]);
  rig.add('#2');
  rig.end('#1');
  rig.suspend(['#2']);
  assert.equal(rig.at('#1'), 'finished');
  assert.deepEqual(
    rig.resume(['#2', '#1']).map(({ field }) => field),
    ['orderIds[1]'],
  );
  assert.equal(rig.order('#2')?.mark?.kind, 'suspending');
});
