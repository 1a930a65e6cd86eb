import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalFacts } from './refusal.ts';

const none = () => null;

test('an error answer gives words, code, field and reference', () => {
  const body = {
    error: {
      code: 'JOC-400',
      message: 'ControllerObjectNotExistException: There is no order 1.',
      problem: 'UnknownOrder',
      field: 'orderId',
    },
    reference: 'r-1',
  };
  assert.deepEqual(refusalFacts(420, body, none), {
    status: 420,
    message: 'There is no order 1.',
    code: 'UnknownOrder',
    field: 'orderId',
    reference: 'r-1',
  });
});

test('a missing permission and an ended session are read from the security object', () => {
  const body = { isAuthenticated: true, message: 'The account lacks it.', code: 'PermissionDenied' };
  assert.deepEqual(refusalFacts(403, body, none), {
    status: 403,
    message: 'The account lacks it.',
    code: 'PermissionDenied',
  });
});

test('each refused item of a bulk call is named', () => {
  const body = {
    errors: [
      { path: '/a', message: 'JocBadRequestException: no' },
      { path: '/b', message: 'nor this' },
    ],
  };
  const facts = refusalFacts(419, body, none);
  assert.deepEqual(facts.items, [
    { path: '/a', message: 'no' },
    { path: '/b', message: 'nor this' },
  ]);
  assert.equal(facts.message, 'no');
});

test('the wait and the reference also come from the headers', () => {
  const headers: Readonly<Record<string, string>> = { 'retry-after': '32', 'x-request-id': 'r-9' };
  const facts = refusalFacts(429, undefined, (name) => headers[name] ?? null);
  assert.equal(facts.retryAfterSeconds, 32);
  assert.equal(facts.reference, 'r-9');
});

test('an answer that makes no sense still gives a refusal', () => {
  for (const body of [undefined, null, 'text', 7, [], { error: 3 }, { errors: [null] }, { message: {} }])
    assert.equal(refusalFacts(502, body, none).status, 502);
});
