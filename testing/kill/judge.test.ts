import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence, RecordedStep } from './evidence.ts';
import { countsOf, type Faults, isClean, judge } from './judge.ts';

/** Steps as `order label try outcome`, one in a line. */
function steps(...lines: readonly string[]): readonly RecordedStep[] {
  return lines.map((line, at) => {
    const [orderId = '', label = '', tryCount, outcome] = line.split(' ');
    return { stepId: `s${at}`, orderId, label, tryCount: Number(tryCount), outcome };
  });
}

const good = ['A|l left 1 succeeded', 'A|r right 1 succeeded', 'A flaky 1 failed', 'A flaky 2 succeeded'];
const repeated = [...good, 'A again 1 lost', 'A again 1 succeeded'];
const lost = ['B|l left 1 lost', 'B|r right 1 succeeded'];

/** A round with an order that succeeded, with a step repeated, and one that failed for a lost step. */
const sound: Evidence = {
  wanted: ['A', 'B'],
  shown: [
    { orderId: 'A', state: 'SUCCESSFUL' },
    { orderId: 'B', state: 'FAILED' },
  ],
  steps: steps(...repeated, ...lost),
  ledger: ['A|l|left|1', 'A|r|right|1', 'A|flaky|1', 'A|flaky|2', 'B|l|left|1', 'B|r|right|1'],
  repeatableLedger: ['A|again|1', 'A|again|1'],
  journalEventIds: [1, 2, 3],
  historyEventIds: [1, 2, 3],
  journalStepIds: ['s0', 's1'],
  journalOrderIds: ['A', 'A|l', 'B'],
  historyOrderIds: ['A', 'A|l', 'B'],
  leftOver: [],
};

test('a round in which all promises were kept is clean', () => {
  assert.ok(isClean(judge(sound)), JSON.stringify(judge(sound)));
  const { failedAsLost, orders, stepsLost, stepsRepeated, succeeded } = countsOf(sound);
  assert.deepEqual([orders, succeeded, failedAsLost, stepsLost, stepsRepeated], [2, 1, 1, 2, 1]);
});

const withSteps = (...lines: readonly string[]): Partial<Evidence> => ({ steps: steps(...lines) });
const planted: readonly [what: string, change: Partial<Evidence>, fault: keyof Faults][] = [
  ['an order that is not there', { wanted: ['A', 'B', 'C'] }, 'missing'],
  ['an order that is shown twice', { shown: [...sound.shown, ...sound.shown] }, 'twice'],
  ['a child that is there twice', { historyOrderIds: ['A', 'A|l', 'A|l', 'B'] }, 'twice'],
  [
    'an order that never ended',
    { shown: [{ orderId: 'A', state: 'INCOMPLETE' }, ...sound.shown.slice(1)] },
    'unfinished',
  ],
  [
    'an order that failed without a lost step',
    withSteps(...repeated, 'B|l left 1 failed', 'B|r right 1 succeeded'),
    'wronglyEnded',
  ],
  [
    'an order that went on behind a lost step',
    withSteps(...repeated, ...lost, 'B flaky 1 failed'),
    'wronglyEnded',
  ],
  [
    'an order that succeeded with a step missing',
    withSteps(...repeated.filter((line) => !line.includes('flaky 2')), ...lost),
    'wronglyEnded',
  ],
  [
    'an order that succeeded although a step was lost',
    withSteps('A|l left 1 lost', ...repeated.slice(1), ...lost),
    'wronglyEnded',
  ],
  ['a line that was written twice', { ledger: [...sound.ledger, 'A|flaky|1'] }, 'ranTwice'],
  ['a step that began twice', withSteps(...repeated, ...lost, 'B|l left 1 lost'), 'ranTwice'],
  ['a line of a step that nobody knows', { ledger: [...sound.ledger, 'C|left|1'] }, 'contradicted'],
  ['a step with an outcome and without a line', { ledger: sound.ledger.slice(1) }, 'contradicted'],
  [
    'more lines than steps of the job that may run again',
    { repeatableLedger: ['A|again|1', 'A|again|1', 'A|again|1'] },
    'contradicted',
  ],
  [
    'a lost step that was not repeated',
    withSteps(...good, 'A again 1 succeeded', 'A again 1 lost', ...lost),
    'notRepeated',
  ],
  ['an event that the history lacks', { historyEventIds: [1, 3] }, 'historyGaps'],
  ['a step that the history lacks', { journalStepIds: ['s0', 'other'] }, 'historyGaps'],
  ['an order that the history lacks', { historyOrderIds: ['A', 'B'] }, 'historyGaps'],
  ['a step without an end', withSteps(...repeated, ...lost, 'B again 1'), 'historyGaps'],
  ['an event that the history has twice', { historyEventIds: [1, 2, 2, 3] }, 'historyDoubles'],
  [
    'a step that the history has twice',
    { steps: [...sound.steps, ...sound.steps.slice(0, 1)] },
    'historyDoubles',
  ],
  ['a process that lives on', { leftOver: [4711] }, 'leftOver'],
];

for (const [what, change, fault] of planted)
  test(`a planted fault is found: ${what}`, () => {
    const faults = judge({ ...sound, ...change });
    assert.notDeepEqual(faults[fault], [], JSON.stringify(faults));
    assert.ok(!isClean(faults));
  });
