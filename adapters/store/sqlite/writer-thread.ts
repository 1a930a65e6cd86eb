import { Worker } from 'node:worker_threads';
import { errorOf, storageUnavailable } from './storage-unavailable.ts';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer-message.ts';

/** How long the thread may take to answer one request, in seconds. A medium that is slower counts as broken. */
const answerSecondsMax = 60;

/** The thread that writes, seen from the program: questions and answers, one at a time. */
export interface WriterThread {
  /** Asks; the next question may be put when this one is answered. Rejects when the thread is dead or too slow. */
  ask(request: WriterRequest): Promise<WriterAnswer>;
  /** Ends the thread, whatever it does. */
  terminate(): Promise<void>;
}

/**
 * Starts the thread and waits until it has opened the database.
 *
 * @param onDeath called once if the thread ends without having been told to, or no longer answers.
 * @param script what the thread runs; tests name one that dies.
 */
export async function startWriterThread(
  options: WriterOptions,
  onDeath: (error: Error) => void,
  script: URL = new URL('./writer-worker.ts', import.meta.url),
): Promise<WriterThread> {
  const worker = new Worker(script, {
    workerData: options,
    name: 'store writer',
    env: {},
    execArgv: [],
  });
  const exchange = new Exchange(onDeath);
  worker.on('message', (answer: WriterAnswer) => exchange.answered(answer));
  worker.on('error', (error) => exchange.died(storageUnavailable('its writer thread failed', error)));
  worker.on('exit', () => exchange.died(storageUnavailable('its writer thread ended')));
  try {
    await exchange.opened();
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    ask: (request) => exchange.ask(() => worker.postMessage(request), request.kind === 'close'),
    terminate: async () => {
      exchange.expectEnd();
      await worker.terminate();
    },
  };
}

/** Matches the one question that is open with its answer, its time limit or the thread's death. */
class Exchange {
  readonly #onDeath: (error: Error) => void;
  #open: { readonly settle: (answer: WriterAnswer | Error) => void } | undefined;
  #death: Error | undefined;
  #endExpected = true;

  constructor(onDeath: (error: Error) => void) {
    this.#onDeath = onDeath;
  }

  async opened(): Promise<void> {
    const answer = await this.ask(() => undefined);
    if (answer.kind === 'failed') throw errorOf(answer.fault);
    this.#endExpected = false;
  }

  ask(post: () => void, endExpected = false): Promise<WriterAnswer> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    if (this.#open !== undefined)
      return Promise.reject(new Error('the writer is asked one question at a time'));
    if (endExpected) this.#endExpected = true;
    const { promise, resolve, reject } = Promise.withResolvers<WriterAnswer>();
    const slow = setTimeout(
      () => this.died(storageUnavailable(`its writer thread did not answer within ${answerSecondsMax} s`)),
      answerSecondsMax * 1_000,
    );
    this.#open = {
      settle: (answer) => {
        clearTimeout(slow);
        this.#open = undefined;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      },
    };
    try {
      post();
    } catch (error) {
      // What can't be sent to a thread: the question is wrong, and the thread is sound.
      this.#open.settle(error instanceof Error ? error : new Error(String(error)));
    }
    return promise;
  }

  answered(answer: WriterAnswer): void {
    this.#open?.settle(answer);
  }

  expectEnd(): void {
    this.#endExpected = true;
  }

  died(error: Error): void {
    if (this.#death !== undefined) return;
    this.#death = error;
    const unexpected = !this.#endExpected;
    this.#open?.settle(error);
    if (unexpected) this.#onDeath(error);
  }
}
