import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepInput, keptInput, noInput } from './kept-input.ts';

test('what was typed is kept for its workflow, and forgotten when it was sent or emptied', () => {
  const input = { ...noInput, name: 'rehearsal' };
  keepInput('/a', input);
  assert.equal(keptInput('/a'), input);
  assert.equal(keptInput('/b'), undefined);
  keepInput('/a', { ...noInput });
  assert.equal(keptInput('/a'), undefined);
  keepInput('/a', input);
  keepInput('/a', undefined);
  assert.equal(keptInput('/a'), undefined);
});

test('only the last few workflows are kept', () => {
  for (let index = 0; index < 30; index++) keepInput(`/${index}`, { ...noInput, name: 'x' });
  assert.equal(keptInput('/0'), undefined);
  assert.ok(keptInput('/29'));
});
