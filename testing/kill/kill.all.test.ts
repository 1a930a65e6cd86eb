import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playRounds } from './play-rounds.ts';

test('kill -9 of any program under load loses no order, doubles none, and runs no step twice', async (t) => {
  const lines: string[] = [];
  const print = (line: string) => {
    lines.push(line);
    t.diagnostic(line);
  };
  const failed = await playRounds({ count: 3, seed: Date.now() % 1_000_000, print });
  assert.equal(failed, 0, lines.join('\n'));
});
