import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Secret } from './secret.ts';

const canary = 'canary-7f3a';
const secret = new Secret(canary);

for (const [how, text] of [
  ['interpolated', `${secret}`],
  ['serialised', JSON.stringify({ secret })],
  ['printed', inspect({ secret }, { depth: 9, showHidden: true })],
  ['listed by its members', Object.entries(secret).join()],
] as const) {
  test(`a secret that is ${how} does not show its value`, () => {
    assert.ok(!text.includes(canary));
  });
}

test('a secret gives its value only where it is asked by name', () => {
  assert.equal(secret.reveal(), canary);
});
