/** `npm run test:kill -- ROUNDS [SEED]`: plays rounds of kill -9 under load and prints what each found. */
import { playRounds } from './play-rounds.ts';

const count = Number(process.argv[2] ?? 3);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run test:kill -- ROUNDS [SEED]\n');
  process.exit(2);
}

const failed = await playRounds({ count, seed, print: (line) => process.stdout.write(`${line}\n`) });
process.stdout.write(failed === 0 ? `all ${count} rounds passed\n` : `${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
