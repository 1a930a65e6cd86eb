import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { block, execute, failNow, fork, iff, retry, tryCatch, workflow } from '../testing/build.ts';
import { blockAt, instructionAt, positionOfLabel } from './instruction-at.ts';
import {
  branchOf,
  forkPrefix,
  nextPosition,
  outerPosition,
  type Position,
  parsePosition,
  positionFrom,
  printPosition,
} from './position.ts';
import { positionsOf, walk } from './walk.ts';

const branch = fc.oneof(
  fc.constantFrom('then', 'then+2', 'else'),
  fc.nat(1000).map((n) => `try+${n}`),
  fc.nat(1000).map((n) => `catch+${n}`),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,10}$/).map((id) => `fork+${id}`),
);
const position = fc
  .tuple(fc.nat(999), fc.array(fc.tuple(branch, fc.nat(999)), { maxLength: 50 }))
  .map(([index, rest]): Position => [index, ...rest.flat()]);

test('a position reads back as it was printed, from text and from JSON', () => {
  fc.assert(
    fc.property(position, (given) => {
      assert.deepEqual(parsePosition(printPosition(given)), given);
      assert.deepEqual(positionFrom(JSON.parse(JSON.stringify(given))), given);
    }),
  );
});

test('a position is printed as JS7 prints it', () => {
  assert.equal(printPosition([0]), '0');
  assert.equal(printPosition([1, 'then', 0]), '1/then:0');
  assert.equal(printPosition([2, 'try+0', 1, 'fork+A', 0]), '2/try+0:1/fork+A:0');
});

for (const input of [
  [],
  ['then'],
  [0, 'then'],
  [0, 'else+1', 0],
  [0, '__proto__', 0],
  [0, 'fork+', 0],
  [0, 'fork+a/b', 0],
  [-1],
  [0.5],
  ['0'],
  [0, 'try+01', 0],
  Array(201).fill(0),
  '0',
  null,
  { 0: 0, length: 1 },
]) {
  test(`${JSON.stringify(input).slice(0, 40)} is no position`, () =>
    assert.equal(positionFrom(input), undefined));
}

for (const text of [
  '',
  '/',
  '0/',
  '0/then',
  '0:then/0',
  '00',
  '1/then:0/',
  'x',
  '1/then:99999999999',
  ' 1',
]) {
  test(`${JSON.stringify(text)} is no printed position`, () => assert.equal(parsePosition(text), undefined));
}

const sample = workflow([
  execute('a'),
  iff('true', [execute('b')], [failNow({ label: 'end' })]),
  tryCatch([fork({ A: [execute('c')], B: [execute('d'), execute('e')] })], [retry]),
  {
    TYPE: 'CaseWhen',
    cases: [
      { predicate: 'true', then: block(failNow()) },
      { predicate: 'false', then: block(execute('f')) },
    ],
  },
]);

test('every instruction has its position, in the order in which they are written', () => {
  assert.deepEqual(positionsOf(sample).map(printPosition), [
    '0',
    '1',
    '1/then:0',
    '1/else:0',
    '2',
    '2/try+0:0',
    '2/try+0:0/fork+A:0',
    '2/try+0:0/fork+B:0',
    '2/try+0:0/fork+B:1',
    '2/catch+0:0',
    '3',
    '3/then:0',
    '3/then+2:0',
  ]);
  for (const { position: at, instruction } of walk(sample))
    assert.equal(instructionAt(sample, at), instruction);
});

test('behind the last instruction of a block is its end, and behind that is nothing', () => {
  assert.equal(instructionAt(sample, [4]), 'end');
  assert.equal(instructionAt(sample, [5]), undefined);
  assert.equal(instructionAt(sample, [2, 'catch+7', 1]), 'end');
  assert.equal(instructionAt(sample, [0, 'then', 0]), undefined);
  assert.equal(instructionAt(sample, [2, 'try+0', 0, 'fork+C', 0]), undefined);
  assert.equal(instructionAt(sample, [2, 'then', 0]), undefined);
  assert.equal(blockAt(sample, [2, 'try+3', 0, 'fork+B'])?.instructions.length, 2);
});

test('a label leads to its instruction, however deep', () => {
  assert.deepEqual(positionOfLabel(sample, 'e'), [2, 'try+0', 0, 'fork+B', 1]);
  assert.deepEqual(positionOfLabel(sample, 'end'), [1, 'else', 0]);
  assert.equal(positionOfLabel(sample, 'nowhere'), undefined);
});

test('a position knows its neighbors', () => {
  const deep: Position = [2, 'try+1', 0, 'fork+B', 1, 'then', 4];
  assert.deepEqual(nextPosition(deep), [2, 'try+1', 0, 'fork+B', 1, 'then', 5]);
  assert.deepEqual(outerPosition(deep), [2, 'try+1', 0, 'fork+B', 1]);
  assert.equal(outerPosition([0]), undefined);
  assert.equal(branchOf(deep), 'then');
  assert.deepEqual(forkPrefix(deep), [2, 'try+1', 0, 'fork+B']);
  assert.deepEqual(forkPrefix([1, 'then', 0]), []);
});
