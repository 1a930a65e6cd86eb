/** Runs a script many times through the launcher, so many at once, and says how long it took. */
import { answerQuestions } from '../../raw/raw-process.ts';
import { openRawShell, type RawShell } from '../../raw/raw-shell.ts';

interface Work {
  readonly script: string;
  readonly count: number;
  readonly inFlight: number;
}

let shell: RawShell | undefined;

// The first question brings the folder, each later one work.
answerQuestions(
  async (question) => {
    if (shell !== undefined) return { ms: await run(shell, question as Work) };
    shell = await openRawShell((question as { readonly workFolder: string }).workFolder);
    return {};
  },
  async () => shell?.close(),
);

async function run(on: RawShell, { script, count, inFlight }: Work): Promise<number> {
  const startedAtMs = performance.now();
  let left = count;
  const lane = async () => {
    while (left-- > 0) await on.run(script);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return performance.now() - startedAtMs;
}
