import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TreeMove, treeMove } from './tree-keys.ts';

const rows = [
  { level: 1, isOpen: true, mark: 'unset' },
  { level: 2, isOpen: false, mark: 'granted' },
  { level: 2, isOpen: true, mark: 'denied' },
  { level: 3, mark: 'unset' },
] as const;

for (const [key, at, move] of [
  ['ArrowDown', 0, { kind: 'go', to: 1 }],
  ['ArrowDown', 3, { kind: 'go', to: 3 }],
  ['ArrowUp', 0, { kind: 'go', to: 0 }],
  ['End', 0, { kind: 'go', to: 3 }],
  ['Home', 3, { kind: 'go', to: 0 }],
  ['ArrowRight', 0, { kind: 'go', to: 1 }],
  ['ArrowRight', 1, { kind: 'open', isOpen: true }],
  ['ArrowRight', 3, undefined],
  ['ArrowLeft', 0, { kind: 'open', isOpen: false }],
  ['ArrowLeft', 1, { kind: 'go', to: 0 }],
  ['ArrowLeft', 3, { kind: 'go', to: 2 }],
  [' ', 0, { kind: 'mark', mark: 'granted' }],
  [' ', 1, { kind: 'mark', mark: 'denied' }],
  ['Enter', 2, { kind: 'mark', mark: 'unset' }],
  ['g', 2, { kind: 'mark', mark: 'granted' }],
  ['d', 0, { kind: 'mark', mark: 'denied' }],
  ['Backspace', 1, { kind: 'mark', mark: 'unset' }],
  ['Tab', 0, undefined],
  ['q', 0, undefined],
] as readonly (readonly [string, number, TreeMove | undefined])[])
  test(`in row ${at} of the tree the key ${JSON.stringify(key)} does what is expected`, () =>
    assert.deepEqual(treeMove(key, rows, at), move));

test('in a tree without rows no key does anything', () => {
  for (const key of ['ArrowDown', ' ', 'g']) assert.equal(treeMove(key, [], 0), undefined);
});
