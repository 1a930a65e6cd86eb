import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startFacts } from './start-facts.ts';

const facts = {
  userName: 'batch',
  expiresAtMs: Date.UTC(2027, 0, 31),
  needsRenewal: false,
  nowMs: Date.UTC(2027, 0, 1),
};

test('the start says whose files a job can read, and that a job can hide', () => {
  const said = startFacts(facts);
  assert.equal(said.length, 2);
  assert.match(said[0] ?? '', /user batch.*can read/);
});

test('a certificate that ends soon is told of, and one that has ended otherwise', () => {
  assert.match(startFacts({ ...facts, needsRenewal: true })[2] ?? '', /ends on 2027-01-31/);
  const ended = { ...facts, needsRenewal: true, nowMs: Date.UTC(2027, 1, 1) };
  assert.match(startFacts(ended)[2] ?? '', /ended on 2027-01-31/);
});
