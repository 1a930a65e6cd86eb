import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { childrenOf, stillAlive } from './processes.ts';

/** How long something awaited may take, in milliseconds; the machine may be busy with other tests. */
const patienceMilliseconds = 60_000;

/** `interlock up` at work, as a person sees it. */
export class RunningUp {
  readonly #child: ChildProcess;
  #output = '';
  readonly #waiting = new Set<() => void>();
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#output += String(chunk);
        this.#wake();
      });
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
    void this.ended.then(() => this.#wake());
  }

  /** Everything that it has printed. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The one-time password that it has printed. */
  get oneTimePassword(): string {
    return /One-time password: (\S+)/.exec(this.#output)?.[1] ?? '';
  }

  /** The pids of the programs that it has started and that run. */
  programs(): readonly number[] {
    return childrenOf(this.pid);
  }

  /** Resolves when something stands in its output. @throws where it ends before, or it takes too long. */
  async printed(what: RegExp, from = 0): Promise<void> {
    const late = Date.now() + patienceMilliseconds;
    while (!what.test(this.#output.slice(from))) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null || Date.now() > late)
        throw new Error(`${what} was not printed:\n${this.#output}`);
      await this.#next();
    }
  }

  /** Resolves when all programs are ready, and the last line that says so is there. */
  ready(): Promise<void> {
    return this.printed(/^Ready: .*^Stop: Ctrl-C$/ms);
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  /** Kills the supervisor alone. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Kills everything at once, so that nobody writes a last word. */
  async powerCut(): Promise<void> {
    // Stopped, it starts no program again.
    this.#child.kill('SIGSTOP');
    const programs = this.programs();
    for (const pid of programs) process.kill(pid, 'SIGKILL');
    await stillAlive(programs, 5_000);
    this.kill();
    await this.ended;
  }

  /** Stops it, if it runs, and waits until it has ended. */
  async end(): Promise<void> {
    this.interrupt();
    await this.ended;
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  #next(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = setTimeout(resolve, 1_000);
    this.#waiting.add(resolve);
    return promise.finally(() => {
      clearTimeout(late);
      this.#waiting.delete(resolve);
    });
  }
}
