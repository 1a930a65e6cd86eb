import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execute } from '../testing/build.ts';
import { Rig } from '../testing/rig.ts';
import { apply } from './apply.ts';

test('an event that does not follow the last one is a fault: the journal is damaged', () => {
  const { state } = Rig.ready();
  const event = { kind: 'ControllerStarted', controllerId: 'c' } as const;
  for (const id of [state.eventId, state.eventId + 2]) {
    assert.throws(() => apply(state, { id, atMs: 1, event }), /does not follow event/);
  }
});

test('an event of an order that is not there is a fault', () => {
  const { state } = Rig.ready();
  const event = { kind: 'OrderStarted', orderId: '#1' } as const;
  assert.throws(() => apply(state, { id: state.eventId + 1, atMs: 1, event }), /#1 is not known/);
});

test('applying an event leaves the state before as it was', () => {
  const rig = Rig.with([execute('a')]);
  rig.add('#1');
  const before = rig.state;
  const held = rig.where('#1');
  rig.end('#1');
  assert.equal(before.orders.root?.value.id, '#1');
  assert.equal(held, 'processing [0]');
  assert.equal(rig.order('#1'), undefined);
});
