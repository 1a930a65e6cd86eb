import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Round } from '../run-scenario.ts';
import type { Goal, Scenario } from '../scenario.ts';
import { type Row, rowsOf } from './row.ts';

function scenario(goal: Omit<Goal, 'anchor'>): Scenario {
  return {
    name: 's',
    what: 'w',
    unit: 'ms',
    rounds: 3,
    twinTolerance: 0.15,
    goals: [{ anchor: 'limit', ...goal }],
    durability: 'per commit',
    open: () => Promise.reject(new Error('not needed')),
  };
}

/** The row of a scenario with one anchor. */
function rowOf(...[one, all]: Parameters<typeof rowsOf>): Row {
  return rowsOf(one, all)[0] ?? assert.fail();
}

function round(ours: number, anchor: number, rest: Partial<Round> = {}): Round {
  const measured = (figure: number) => ({ figure, cpuMs: figure * 10 });
  return { ours: measured(ours), twin: measured(ours), anchors: { limit: measured(anchor) }, ...rest };
}

const rounds = [round(2, 1), round(4, 2), round(6, 2)];
const atMost5 = scenario({ kind: 'atMost', ratio: 5 });

test('the ratio is taken round by round, not from two medians', () => {
  assert.partialDeepStrictEqual(rowOf(atMost5, rounds), { ratio: 2, cpuRatio: 2, twinRatio: 1 });
});

test('a goal is met only if the worse end of the interval meets it', () => {
  const passOf = (kind: 'atMost' | 'atLeast', ratio: number) => rowOf(scenario({ kind, ratio }), rounds).pass;
  assert.equal(passOf('atMost', 3), 'yes');
  assert.equal(passOf('atMost', 2.5), 'no');
  assert.equal(passOf('atLeast', 2), 'yes');
  assert.equal(passOf('atLeast', 2.5), 'no');
});

test('where ours and its twin differ, the row tells nothing', () => {
  const apart = rounds.map((one) => ({ ...one, twin: { figure: one.ours.figure * 1.2 } }));
  const row = rowOf(atMost5, apart);
  assert.equal(row.pass, 'void');
  assert.equal(row.voidBecause.length, 1);
});

test('where others were busy, the row tells nothing', () => {
  assert.equal(rowOf(atMost5, [...rounds, round(2, 1, { foreignLoad: 0.31 })]).pass, 'void');
  assert.equal(rowOf(atMost5, [...rounds, round(2, 1, { foreignLoad: 0.29 })]).pass, 'yes');
});
