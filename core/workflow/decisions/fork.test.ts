import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../orders/outcome.ts';
import { execute, failNow, finishNow, fork, type Json, job, tryCatch } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';

const wide = { jobs: { a: job({ parallelism: 9 }) } };
const a = (label: string) => execute('a', { label });

function started(instructions: readonly Json[], more: Json = wide): Rig {
  const rig = Rig.with(instructions, { orderPreparation: { allowUndeclared: true }, ...more });
  rig.add('#1', { given: 'g' });
  return rig;
}

test('a Fork sends a child through each branch, and joins when all are at their end', () => {
  const rig = started([fork({ A: [a('x')], B: [a('y'), a('z')] }), a('after')]);
  assert.deepEqual(rig.running(), ['#1|A', '#1|B']);
  assert.equal(rig.where('#1|B'), 'processing [0,"fork+B",0]');
  assert.deepEqual(rig.order('#1|B')?.arguments, { given: 'g' });
  rig.end('#1|A');
  assert.equal(rig.at('#1|A'), 'awaitingJoin');
  rig.end('#1|B');
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'processing [1]');
  assert.equal(rig.order('#1|A'), undefined);
});

test('a child sees what its parent knew, keeps what it learns to itself, and gives its results at the join', () => {
  const branches = [
    { id: 'A', workflow: { instructions: [a('x')], result: { sum: '"$before+$own"' } } },
    { id: 'B', workflow: { instructions: [a('y')] } },
  ];
  const rig = started([a('first'), { TYPE: 'Fork', branches }, a('after')]);
  rig.end('#1', { kind: 'succeeded', values: { before: 'b' } });
  rig.end('#1|A', { kind: 'succeeded', values: { own: 'o' } });
  rig.end('#1|B', { kind: 'succeeded', values: { other: 'p' } });
  assert.deepEqual(rig.order('#1')?.variables, { before: 'b', sum: 'b+o' });
});

test('results that would make the variables too large fail the join', () => {
  const result = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`r${n}`, '$own']));
  const branches = [
    { id: 'A', workflow: { instructions: [a('x')], result } },
    { id: 'B', workflow: { instructions: [a('y')] } },
  ];
  const rig = started([{ TYPE: 'Fork', branches }]);
  rig.end('#1|A', { kind: 'succeeded', values: { own: 'x'.repeat(50_000) } });
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'failed [0]');
  assert.match(JSON.stringify(rig.order('#1')?.outcome), /variables of the order would be longer/);
});

test('a result without value fails the join', () => {
  const branches = [
    { id: 'A', workflow: { instructions: [a('x')], result: { r: '$unknown' } } },
    { id: 'B', workflow: { instructions: [a('y')] } },
  ];
  const rig = started([{ TYPE: 'Fork', branches }]);
  rig.end('#1|A');
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'failed [0]');
});

test('without joinIfFailed a failed child stays failed, its parent waits, and a person resumes it', () => {
  const rig = started([fork({ A: [a('x')], B: [a('y')] }), a('after')]);
  rig.fail('#1|A');
  rig.end('#1|B');
  assert.deepEqual([rig.at('#1'), rig.at('#1|A'), rig.at('#1|B')], ['forked', 'failed', 'awaitingJoin']);
  assert.deepEqual(rig.resume(['#1|A']), []);
  rig.end('#1|A');
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('with joinIfFailed a failed child waits for the others, and fails its parent at the Fork', () => {
  const rig = started([fork({ A: [a('x')], B: [a('y')] }, { joinIfFailed: true })]);
  rig.end('#1|A', { kind: 'failed', message: 'disk full' });
  assert.deepEqual([rig.at('#1'), rig.at('#1|A')], ['forked', 'failedInFork']);
  assert.equal(rig.resume(['#1|A'])[0]?.code, 'OrderNotInState');
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'failed [0]');
  assert.equal(rig.order('#1')?.outcome?.kind === 'failed' && rig.order('#1')?.outcome?.values, undefined);
  assert.match(JSON.stringify(rig.order('#1')?.outcome), /A: disk full/);
});

test('a resumed parent forks anew', () => {
  const rig = started([fork({ A: [a('x')], B: [a('y')] }, { joinIfFailed: true })]);
  rig.fail('#1|A');
  rig.end('#1|B');
  rig.resume(['#1']);
  assert.deepEqual(rig.running(), ['#1|A', '#1|B']);
});

const joined: readonly [outcome: Outcome, where: string][] = [
  [{ kind: 'failed' }, 'processing [0,"catch+0",0]'],
  [{ kind: 'lost' }, 'failed [0,"try+0",0]'],
  [{ kind: 'failed', uncatchable: true }, 'failed [0,"try+0",0]'],
];

for (const [outcome, where] of joined) {
  test(`a Try around a Fork with joinIfFailed: a child's ${JSON.stringify(outcome)} leads to ${where} (semantics §5.4)`, () => {
    const rig = started([tryCatch([fork({ A: [a('x')], B: [a('y')] }, { joinIfFailed: true })], [a('c')])]);
    rig.end('#1|A', outcome);
    rig.end('#1|B');
    assert.equal(rig.where('#1'), where);
  });
}

test('a Try within a branch catches in that branch', () => {
  const rig = started([fork({ A: [tryCatch([failNow()], [a('x')])], B: [a('y')] })]);
  assert.equal(rig.where('#1|A'), 'processing [0,"fork+A",0,"catch+0",0]');
});

test('Finish in a branch ends the child alone', () => {
  const rig = started([fork({ A: [finishNow(), failNow()], B: [a('y')] }), a('after')]);
  assert.equal(rig.at('#1|A'), 'awaitingJoin');
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('Finish without success in a branch fails the join', () => {
  const rig = started([fork({ A: [finishNow({ unsuccessful: true })], B: [a('y')] })]);
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'failed [0]');
});

test('a failure that a child has caught does not fail the join', () => {
  const rig = started([fork({ A: [tryCatch([failNow()], [])], B: [a('y')] }), a('after')]);
  rig.end('#1|B');
  assert.equal(rig.where('#1'), 'processing [1]');
});

test('Forks may stand in Forks', () => {
  const rig = started([fork({ A: [fork({ C: [a('x')], D: [a('y')] })], B: [a('z')] })]);
  assert.deepEqual(rig.running(), ['#1|A|C', '#1|A|D', '#1|B']);
  for (const child of ['#1|A|C', '#1|A|D', '#1|B']) rig.end(child);
  assert.equal(rig.at('#1'), 'finished');
});

test('a Fork whose children would have too long ids fails', () => {
  const deep = (depth: number): Json =>
    depth === 0 ? failNow() : fork({ ABCDEFGHIJ: [deep(depth - 1)], B: [finishNow()] });
  const rig = Rig.with([deep(12)]);
  rig.add('x'.repeat(150));
  const failed = rig.journal.find(({ event }) => event.kind === 'OrderFailed')?.event;
  assert.match(JSON.stringify(failed), /longer than 255/);
});
