/** Verifies one password against one hash, so many at once as there are processors: the least that a login costs. */
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { answerQuestions } from './raw-process.ts';

const password = 'a password for trial worlds only';
let hashed: string | undefined;

// The first question brings the parameters, each later one how many to verify.
answerQuestions(
  async (question) => {
    if (hashed === undefined) {
      hashed = await hash(password, question as Parameters<typeof hash>[1]);
      return {};
    }
    return { ms: await verifyMany(hashed, (question as { readonly count: number }).count) };
  },
  async () => undefined,
);

async function verifyMany(against: string, count: number): Promise<number> {
  const startedAtMs = performance.now();
  let left = count;
  const lane = async () => {
    while (left-- > 0) if (!(await verify(against, password))) throw new Error('The password does not fit.');
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return performance.now() - startedAtMs;
}
