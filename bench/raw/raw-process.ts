import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process that does the least that can be done, and nothing else. */
export interface RawProcess {
  /** Asks for one piece of work and waits at most a minute for what came of it. */
  ask(question: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const answerMsMax = 60_000;

/** Starts a raw program; `settings` is its first question, and its first answer is given back beside it. */
export async function startRawProcess(
  program: URL,
  settings: unknown,
): Promise<{ readonly process: RawProcess; readonly answer: unknown }> {
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: {}, execArgv: [] });
  const raw: RawProcess = {
    ask: (question) => ask(child, question),
    async close() {
      if (child.connected) child.disconnect();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
  try {
    return { process: raw, answer: await raw.ask(settings) };
  } catch (error) {
    await raw.close();
    throw error;
  }
}

async function ask(child: ChildProcess, question: unknown): Promise<unknown> {
  const ends = new AbortController();
  const signal = AbortSignal.any([ends.signal, AbortSignal.timeout(answerMsMax)]);
  const died = once(child, 'exit', { signal }).then(() => {
    throw new Error('A raw program has ended.');
  });
  try {
    const answered = once(child, 'message', { signal });
    child.send(question as object);
    const [answer] = await Promise.race([answered, died]);
    return answer;
  } finally {
    died.catch(() => undefined);
    ends.abort();
  }
}

/**
 * Answers the questions of the process that started this one, one at a time; ends when that process goes. To be called
 * by a raw program.
 */
export function answerQuestions(
  answer: (question: unknown) => Promise<unknown>,
  end: () => Promise<void>,
): void {
  process.on('message', async (question) => {
    process.send?.((await answer(question)) ?? {});
  });
  process.on('disconnect', async () => {
    await end();
    process.exit(0);
  });
}
