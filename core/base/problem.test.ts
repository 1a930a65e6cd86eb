import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError, problem, problemKind } from './problem.ts';
import { problemCodes } from './problem-codes.ts';
import { refuse, succeed, unwrap } from './result.ts';

test('each code of the catalogue has a kind and a sentence', () => {
  for (const [code, { kind, text }] of Object.entries(problemCodes)) {
    assert.ok(kind.length > 0, code);
    assert.match(text, /^[A-Z].*[.d]$/, code);
  }
});

test('a problem without a message says what the catalogue says', () => {
  assert.equal(problem('UnknownOrder').message, 'There is no such order.');
  assert.equal(problemKind(problem('UnknownOrder')), 'notFound');
});

test('an unwrapped refusal carries its problem', () => {
  const refusal = problem('InvalidInput', 'amount is missing', { field: 'amount' });
  assert.throws(
    () => unwrap(refuse(refusal)),
    (error) => error instanceof ProblemError && error.problem === refusal,
  );
  assert.equal(unwrap(succeed(7)), 7);
});
