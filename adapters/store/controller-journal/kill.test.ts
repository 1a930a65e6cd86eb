import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { seededRandom } from '../../../testing/kill/random.ts';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { killRounds } from '../testing/kill-rounds.ts';

test('nothing acknowledged is missing after kill -9, and the numbers have no gap', async (t) => {
  const seed = Number(process.env.INTERLOCK_TEST_SEED ?? randomInt(2 ** 32 - 1));
  t.diagnostic(`INTERLOCK_TEST_SEED=${seed}`);
  await killRounds(t, join(temporaryFolder(t), 'journal.db'), 3, seededRandom(seed).next);
});
