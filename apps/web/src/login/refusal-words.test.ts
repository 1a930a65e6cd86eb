import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalWords } from './refusal-words.ts';

const words = {
  refused: 'Access denied.',
  throttled: 'Too many tries.',
  wait_one: 'Wait {{count}} second.',
  wait_other: 'Wait {{count}} seconds.',
  unreachable: 'No answer.',
  otherAddress: 'Other address.',
  failed: 'Failed.',
  reference: 'Reference: {{reference}}',
};

test('every refusal of a login has one text, whatever the Cockpit says', () => {
  for (const message of ['Access denied', 'unknown account', 'account blocked'])
    assert.equal(refusalWords({ status: 401, message }, words), 'Access denied.');
});

test('throttling says how long, in the right number', () => {
  const say = (retryAfterSeconds: number) =>
    refusalWords({ status: 429, message: '', retryAfterSeconds }, words);
  assert.equal(say(1), 'Too many tries. Wait 1 second.');
  assert.equal(say(31.2), 'Too many tries. Wait 32 seconds.');
  assert.equal(refusalWords({ status: 429, message: '' }, words), 'Too many tries.');
});

test('the reference is given where there is one', () => {
  assert.equal(
    refusalWords({ status: 0, message: '', reference: 'r-1' }, words),
    'No answer.\nReference: r-1',
  );
});
