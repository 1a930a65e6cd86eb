import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrderAnswer } from '@interlock/cockpit-api';
import { lackFor, type OrderAction, splitForAction, suits } from './order-action.ts';

const order = (word: string, more: Partial<OrderAnswer> = {}) =>
  ({
    orderId: word,
    workflowId: { path: '/finance/closing', versionId: 'v1' },
    state: { _text: word, severity: 0 },
    isSuspendible: !['SUSPENDED', 'FAILED', 'FINISHED', 'CANCELLED'].includes(word),
    isResumable: ['SUSPENDED', 'FAILED'].includes(word),
    ...more,
  }) as OrderAnswer;

test('each action is offered for the states that it makes sense for', () => {
  const cases: readonly (readonly [string, readonly OrderAction[]])[] = [
    ['RUNNING', ['cancel', 'suspend']],
    ['SCHEDULED', ['cancel', 'suspend']],
    ['SUSPENDED', ['cancel', 'resume']],
    ['FAILED', ['cancel', 'resume']],
    ['FINISHED', []],
    ['CANCELLED', []],
  ];
  for (const [word, expected] of cases)
    assert.deepEqual(
      (['cancel', 'suspend', 'resume'] as const).filter((action) => suits(action, order(word))),
      expected,
      word,
    );
});

test('a failed order asks for the right to resume failed ones, a suspended one for the other', () => {
  const can = { resume: true as const, resumeFailed: 'sos:resume_failed' };
  assert.equal(lackFor('resume', order('FAILED', { can })), 'sos:resume_failed');
  assert.equal(lackFor('resume', order('SUSPENDED', { can })), undefined);
});

test('where the Cockpit said nothing about rights the browser decides nothing', () => {
  assert.equal(lackFor('cancel', order('RUNNING')), undefined);
});

test('what is forbidden or unsuited is left out before a bulk call and counted', () => {
  const orders = [
    order('RUNNING'),
    order('WAITING', { can: { cancel: 'sos:cancel' } }),
    order('FINISHED', { can: { cancel: 'sos:cancel' } }),
  ];
  const split = splitForAction('cancel', orders);
  assert.deepEqual(
    [split.able.length, split.forbidden.length, split.unsuited.length, split.lack],
    [1, 1, 1, 'sos:cancel'],
  );
  assert.deepEqual(split.lackAt, { objectType: 'WORKFLOW', path: '/finance/closing' });
});
