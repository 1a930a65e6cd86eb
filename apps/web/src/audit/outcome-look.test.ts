import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventWords } from './audit-words.ts';
import { outcomeLook } from './outcome-look.ts';

test('an outcome that nobody thought of is shown and never taken for a success', () => {
  assert.equal(outcomeLook('succeeded').hue, 'green');
  for (const outcome of ['refused', 'failed', 'unknown', 'intended', 'something else', ''])
    assert.notEqual(outcomeLook(outcome).hue, 'green', outcome);
});

test('the name of an event is read as words', () => {
  assert.equal(eventWords('OrdersAdded'), 'Orders added');
  assert.equal(eventWords('login'), 'Login');
});
