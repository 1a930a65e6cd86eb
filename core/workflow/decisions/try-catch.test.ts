import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@interlock/base';
import type { Outcome } from '../orders/outcome.ts';
import { execute, failNow, finishNow, fork, iff, type Json, job, retry, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';

function started(instructions: readonly Json[], more: Json = {}): Rig {
  const rig = Rig.with(instructions, more);
  rig.add('#1');
  return rig;
}

const caught: readonly [outcome: Outcome, isCaught: boolean][] = [
  [{ kind: 'failed', returnCode: 1 }, true],
  [{ kind: 'timedOut', signal: 'SIGKILL' }, true],
  [{ kind: 'killed', signal: 'SIGKILL' }, true],
  [{ kind: 'failed', uncatchable: true }, false],
  [{ kind: 'lost' }, false],
];

for (const [outcome, isCaught] of caught) {
  test(`a Try ${isCaught ? 'catches' : 'does not catch'} ${canonicalJson(outcome)} (semantics §5.4)`, () => {
    const rig = started([tryCatch([execute('a')], [execute('b')])]);
    rig.end('#1', outcome);
    assert.equal(rig.where('#1'), isCaught ? 'processing [0,"catch+0",0]' : 'failed [0,"try+0",0]');
  });
}

test('a Fail is caught unless it is uncatchable, and gives its values to the catch block', () => {
  const body = (more: Json) => [
    tryCatch(
      [failNow({ message: '"no $js7OrderId"', outcome: { why: 'because' }, ...more })],
      [execute('b')],
    ),
  ];
  const rig = started(body({}), { jobs: { b: job({ env: { WHY: '$why' } }) } });
  assert.equal(rig.where('#1'), 'processing [0,"catch+0",0]');
  assert.equal(rig.order('#1')?.caught?.message, 'no #1');
  assert.equal(rig.order('#1')?.variables.why, 'because');
  assert.equal(started(body({ uncatchable: true })).where('#1'), 'failed [0,"try+0",0]');
});

test('an empty catch block swallows the failure', () => {
  const rig = started([tryCatch([failNow()], []), execute('a')]);
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('the innermost Try catches first, and a failure in its catch block goes to the next one', () => {
  const rig = started([tryCatch([tryCatch([failNow()], [execute('a')])], [execute('b')])]);
  assert.equal(rig.where('#1'), 'processing [0,"try+0",0,"catch+0",0]');
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'processing [0,"catch+0",0]');
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'failed [0,"catch+0",0]');
});

test('a Try does not reach into the branches of a Fork', () => {
  const rig = started([tryCatch([fork({ A: [failNow()], B: [execute('a')] })], [execute('b')])]);
  assert.equal(rig.at('#1|A'), 'failed');
});

test('a Retry goes back to the try block, after its delays, the last of which repeats', () => {
  const rig = started([tryCatch([execute('a')], [retry], { retryDelays: [0, 10, 20] })]);
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'processing [0,"try+1",0]');
  for (const [tries, delay] of [
    [2, 10],
    [3, 20],
    [4, 20],
  ] as const) {
    rig.fail('#1');
    assert.equal(rig.where('#1'), `delayingRetry [0,"try+${tries}",0]`);
    rig.wait(delay * 1000 - 1);
    assert.equal(rig.at('#1'), 'delayingRetry');
    rig.wait(1);
    assert.equal(rig.where('#1'), `processing [0,"try+${tries}",0]`);
  }
});

test('a Retry counts from now, not from the last event', () => {
  const rig = started([tryCatch([execute('a')], [retry], { retryDelays: [10] })]);
  rig.nowMs += 60_000;
  rig.fail('#1');
  assert.deepEqual(rig.order('#1')?.state, { kind: 'delayingRetry', untilMs: rig.nowMs + 10_000 });
});

test('maxTries counts the first try, and its end is a failure that the next Try catches', () => {
  const rig = started([tryCatch([tryCatch([execute('a')], [retry], { maxTries: 2 })], [execute('b')])]);
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'processing [0,"try+0",0,"try+1",0]');
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'processing [0,"catch+0",0]');
  assert.equal(rig.order('#1')?.caught?.message, 'All 2 tries failed.');
  assert.equal(rig.order('#1')?.caught?.returnCode, 1);
});

test('$js7TryCount counts the tries from 1, in the try block and in the catch block', () => {
  const env = { TRY: '$js7TryCount' };
  const rig = started([tryCatch([execute('a')], [execute('b'), retry], { maxTries: 3 })], {
    jobs: { a: job({ env }), b: job({ env }) },
  });
  const seen: string[] = [];
  while (rig.at('#1') === 'processing') {
    seen.push(rig.tryCount('#1'));
    rig.order('#1')?.position.includes('catch+0') || rig.order('#1')?.position.includes('catch+1')
      ? rig.end('#1')
      : rig.fail('#1');
    if (seen.length > 10) break;
  }
  assert.deepEqual(seen, ['1', '1', '2', '2', '3', '3']);
});

test('a loop that never waits is slowed down, and one that still never waits is stopped as broken', () => {
  const slow = started([tryCatch([failNow()], [retry])]);
  assert.equal(slow.where('#1'), 'delayingRetry [0,"try+10",0]');
  slow.wait(1_000);
  assert.equal(slow.where('#1'), 'delayingRetry [0,"try+11",0]');
  const nested = (depth: number): Json =>
    depth === 0 ? failNow() : tryCatch([nested(depth - 1)], [retry], { maxTries: 9 });
  const busy = started([nested(6)]);
  assert.equal(busy.at('#1'), 'broken');
  assert.ok(busy.journal.length < 20_000);
});

const predicates: readonly [predicate: string, where: string][] = [
  ['$n > 1', 'processing [1,"then",0]'],
  ['$n < 1', 'processing [1,"else",0]'],
  ['$unknown', 'failed [1]'],
  ['$n', 'failed [1]'],
];

for (const [predicate, where] of predicates) {
  test(`If ${predicate} leads to ${where}`, () => {
    const rig = started([
      execute('a'),
      iff(predicate, [execute('a', { label: 'x' })], [execute('a', { label: 'y' })]),
    ]);
    rig.end('#1', { kind: 'succeeded', returnCode: 0, values: { n: 2 } });
    assert.equal(rig.where('#1'), where);
  });
}

test('a predicate without value is a failure that a Try catches', () => {
  const rig = started([execute('a'), tryCatch([iff('$unknown', [failNow()])], [execute('b')])]);
  rig.end('#1');
  assert.equal(rig.where('#1'), 'processing [1,"catch+0",0]');
});

test('CaseWhen goes the way of the first case that holds, and does not look at the others', () => {
  const cases = [
    { predicate: '$n == 1', then: { instructions: [execute('a', { label: 'one' })] } },
    { predicate: '$n == 2', then: { instructions: [execute('a', { label: 'two' })] } },
    { predicate: '$unknown', then: { instructions: [failNow()] } },
  ];
  const rig = started([execute('a'), { TYPE: 'CaseWhen', cases }, execute('a', { label: 'after' })]);
  rig.end('#1', { kind: 'succeeded', values: { n: 2 } });
  assert.equal(rig.where('#1'), 'processing [1,"then+2",0]');
  rig.end('#1');
  assert.equal(rig.where('#1'), 'processing [2]');
});

test('an If that does not hold and has no else is passed over', () => {
  assert.equal(started([iff('false', [failNow()]), execute('a')]).where('#1'), 'processing [1]');
});

test('Finish ends the order, without success where it says so', () => {
  const inDeep = (more: Json) => [tryCatch([iff('true', [finishNow(more)])], [failNow()]), failNow()];
  assert.equal(started(inDeep({})).at('#1'), 'finished');
  assert.equal(started(inDeep({ unsuccessful: true })).at('#1'), 'finished unsuccessfully');
});

test('a failed order stays where it failed, for a person', () => {
  const rig = started([execute('a'), execute('b')]);
  rig.end('#1');
  rig.fail('#1');
  assert.equal(rig.where('#1'), 'failed [1]');
  rig.wait(1e10);
  assert.equal(rig.where('#1'), 'failed [1]');
});
