import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenState } from './token-state.ts';

const day = 86_400_000;
const at = (endsAtMs: number, hasEnded = false) =>
  tokenState({ endsAt: new Date(endsAtMs).toISOString(), hasEnded }, 100 * day);

test('a token is valid until a fortnight before its end, then it ends soon, then it has ended', () => {
  assert.equal(at(114 * day), 'valid');
  assert.equal(at(114 * day - 1), 'endsSoon');
  assert.equal(at(100 * day + 1), 'endsSoon');
  assert.equal(at(100 * day), 'ended');
});

test('what the Cockpit says has ended has ended, whatever the clock of the browser shows', () => {
  assert.equal(at(200 * day, true), 'ended');
});
