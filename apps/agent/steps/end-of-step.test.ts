import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed } from '@interlock/base';
import { type EndedProcess, endOfStep, endOfUnstarted } from './end-of-step.ts';

const good = succeed({ a: '1' });
const spoilt = refuse(problem('InvalidArguments', 'line 2 has no equals sign'));
const exited = (returnCode: number) => ({ kind: 'exited', returnCode, atMs: 1 }) as const;
const signaled = { kind: 'signaled', signal: 'SIGSEGV', atMs: 1 } as const;
const lost = { kind: 'lost' } as const;

const cases: readonly [guarantee: string, process: Partial<EndedProcess>, expected: object][] = [
  ['exit code 0 succeeds', {}, { outcome: 'succeeded', returnCode: 0, returnValues: { a: '1' } }],
  [
    'another exit code fails',
    { end: exited(3) },
    { outcome: 'failed', returnCode: 3, returnValues: { a: '1' } },
  ],
  ['a signal fails and is named', { end: signaled }, { outcome: 'failed', signal: 'SIGSEGV' }],
  ['nobody knows: lost', { end: lost }, { outcome: 'lost' }],
  [
    'killed stays killed although the script ended well',
    { ending: 'killed' },
    { outcome: 'killed', returnCode: 0 },
  ],
  ['killed stays killed although nobody saw the end', { end: lost, ending: 'killed' }, { outcome: 'killed' }],
  [
    'a timeout is told as such',
    { end: signaled, ending: 'timedOut' },
    { outcome: 'timedOut', signal: 'SIGSEGV' },
  ],
  [
    'return values that can not be read spoil a success',
    { returnValues: spoilt },
    { outcome: 'failed', returnCode: 0, returnValues: {}, message: 'line 2 has no equals sign' },
  ],
  [
    'a failure stays one, with its exit code, and tells of the return values too',
    { end: exited(3), returnValues: spoilt },
    { outcome: 'failed', returnCode: 3, message: 'line 2 has no equals sign' },
  ],
];

for (const [guarantee, process, expected] of cases) {
  test(guarantee, () => {
    const given = { stepId: 's', end: exited(0), returnValues: good, droppedBytes: 5, ...process };
    const event = endOfStep(given);
    assert.partialDeepStrictEqual(event, { kind: 'ProcessEnded', stepId: 's', droppedBytes: 5, ...expected });
  });
}

test('a message is cut to what an event may hold', () => {
  const event = endOfUnstarted('s', 'failed', problem('Internal', 'x'.repeat(10_000)));
  assert.equal(event.message?.length, 4_000);
});
