import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeProcess, fakeProcessTable } from '../process-table/fake-process-table.ts';
import { findTrees, type SoughtTree } from './find-trees.ts';

const main = { bootId: 'boot', pid: 500, startTime: '100' };
const known: SoughtTree = { marker: 'mine', folder: '/work/a', main, justSeen: false };
const unknown: SoughtTree = { marker: 'mine', folder: '/work/a', justSeen: false };
const mainEntry = { pid: 500, sessionId: 500, startTime: '100' };

const cases: readonly [
  guarantee: string,
  tree: SoughtTree,
  table: readonly FakeProcess[],
  found: readonly number[],
][] = [
  ['the main process is found', known, [mainEntry], [500]],
  ['a child is found by its parent', known, [mainEntry, { pid: 501, parentPid: 500 }], [500, 501]],
  [
    'a grandchild listed before its parent is found',
    known,
    [{ pid: 400, parentPid: 600 }, { pid: 600, parentPid: 500 }, mainEntry],
    [400, 500, 600],
  ],
  [
    'a process that left its session and lost its parent is found by its marker',
    known,
    [{ pid: 700, sessionId: 700, markers: ['mine'] }],
    [700],
  ],
  [
    'a process that cleaned its environment is found by its session',
    known,
    [mainEntry, { pid: 700, sessionId: 500 }],
    [500, 700],
  ],
  [
    'a process that left its session and cleaned its environment is found by its pipes',
    known,
    [{ pid: 700, sessionId: 700, outputs: ['/work/a/stdout (deleted)'] }],
    [700],
  ],
  [
    'what is below a process found by its marker is found',
    unknown,
    [
      { pid: 700, sessionId: 700, markers: ['mine'] },
      { pid: 701, sessionId: 701, parentPid: 700 },
    ],
    [700, 701],
  ],
  [
    'a process of another step is left alone',
    known,
    [{ pid: 700, markers: ['other'], outputs: ['/work/ab/stdout', '/work/a'] }],
    [],
  ],
  [
    'another process under the same pid is left alone, with its session and its children',
    known,
    [
      { ...mainEntry, startTime: '900' },
      { pid: 901, sessionId: 500, startTime: '901', parentPid: 500 },
    ],
    [],
  ],
  [
    'a session without leader and without marker may be anybody by now',
    known,
    [{ pid: 700, sessionId: 500, startTime: '900' }],
    [],
  ],
  [
    'a session without leader is still the same where one of it shows the marker',
    known,
    [
      { pid: 700, sessionId: 500 },
      { pid: 701, sessionId: 500, markers: ['mine'] },
    ],
    [700, 701],
  ],
  [
    'a session whose leader ended a moment ago is still the same',
    { ...known, justSeen: true },
    [{ pid: 700, sessionId: 500 }],
    [700],
  ],
  [
    'what was started before the main process is not of its tree',
    known,
    [{ pid: 30, startTime: '99', sessionId: 500, markers: ['mine'] }],
    [],
  ],
  [
    'nothing outlives the machine',
    { ...known, main: { ...main, bootId: 'earlier' } },
    [mainEntry, { pid: 700, markers: ['mine'] }],
    [],
  ],
  ['the dead are not found', known, [{ ...mainEntry, isZombie: true }], []],
  [
    'the looker, its parent and process 1 are never found',
    known,
    [
      { pid: process.pid, markers: ['mine'] },
      { pid: process.ppid, markers: ['mine'] },
      { pid: 1, markers: ['mine'] },
    ],
    [],
  ],
];

for (const [guarantee, tree, processes, expected] of cases) {
  test(guarantee, () => {
    const found = findTrees(fakeProcessTable(processes), [tree]);
    assert.deepEqual(
      found.map(({ pid }) => pid).sort((a, b) => a - b),
      expected,
    );
  });
}

test('several trees are found in one look, each process once', () => {
  const table = fakeProcessTable([
    { pid: 700, markers: ['mine'] },
    { pid: 800, markers: ['other'] },
    { pid: 801, parentPid: 800, markers: ['mine'] },
    { pid: 900 },
  ]);
  const found = findTrees(table, [unknown, { marker: 'other', folder: '/work/b', justSeen: false }]);
  assert.deepEqual(found.map(({ pid }) => pid).sort(), [700, 800, 801]);
});
