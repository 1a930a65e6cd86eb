import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ControllerEvent } from '../orders/events.ts';
import { anyTrial, perform } from '../testing/any-trial.ts';
import { Rig } from '../testing/rig.ts';
import { readEvent } from './read-event.ts';

const overTheWire = (event: unknown): unknown => JSON.parse(JSON.stringify(event));

test('whatever happens at a Controller is read as it was written', () => {
  fc.assert(
    fc.property(anyTrial, (acts) => {
      const rig = Rig.ready();
      for (const act of acts) perform(rig, act);
      for (const { event } of rig.journal)
        assert.deepEqual(readEvent(overTheWire(event)), { ok: true, value: event });
    }),
    { numRuns: 30 },
  );
});

test('members that are not known are left out', () => {
  const read = readEvent({ kind: 'OrderStarted', orderId: '#1', colour: 'red' });
  assert.deepEqual(read, { ok: true, value: { kind: 'OrderStarted', orderId: '#1' } });
});

const ended: ControllerEvent = {
  kind: 'OrderStepEnded',
  orderId: '#1',
  stepId: 's',
  outcome: { kind: 'failed', returnCode: 1 },
  droppedBytes: 0,
  agentAtMs: 5,
};

const refused: readonly [what: string, input: unknown, field: RegExp][] = [
  ['nothing', null, /^event$/],
  ['a list', [], /^event$/],
  ['no kind', { orderId: '#1' }, /^event\.kind$/],
  ['a kind that is not known', { kind: 'OrderTeleported', orderId: '#1' }, /^event\.kind$/],
  ['the name of an inherited member as its kind', { kind: 'constructor' }, /^event\.kind$/],
  ['no order', { kind: 'OrderStarted' }, /^event\.orderId$/],
  ['an order that is no text', { kind: 'OrderStarted', orderId: 1 }, /^event\.orderId$/],
  ['an outcome of no kind', { ...ended, outcome: { kind: 'fine' } }, /^event\.outcome\.kind$/],
  ['a negative count', { ...ended, droppedBytes: -1 }, /^event\.droppedBytes$/],
  ['no place', { kind: 'OrderMoved', orderId: '#1', to: 'x' }, /^event\.to$/],
  ['children that are no list', { kind: 'OrderForked', orderId: '#1', children: {} }, /^event\.children$/],
  [
    'a child without branch',
    { kind: 'OrderForked', orderId: '#1', children: [{ orderId: '#1|a' }] },
    /^event\.children\[0\]\.branchId$/,
  ],
  [
    'a workflow that is none',
    { kind: 'WorkflowDeployed', path: '/w', versionId: '1', workflow: {}, account: 'a/b' },
    /^event\.workflow/,
  ],
  [
    'a forbidden argument',
    { kind: 'OrderResumed', orderId: '#1', account: 'a/b', arguments: JSON.parse('{"__proto__":1}') },
    /^event\.arguments/,
  ],
];

for (const [what, input, field] of refused) {
  test(`an event with ${what} is refused, and the problem names the field`, () => {
    const read = readEvent(input);
    assert.ok(!read.ok);
    assert.match(read.problem.code, /^Invalid(Input|Workflow)$/);
    assert.match(read.problem.field ?? '', field);
  });
}
