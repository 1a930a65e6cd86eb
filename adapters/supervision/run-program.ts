import { type Log, type Problem, ProblemError, problem, type SupervisorChannel } from '@interlock/base';

/** How long a clean stop may take before the program ends all the same, in milliseconds; the supervisor kills at 5 s. */
const stopMsMax = 4_800;

/** A program that is started, does its work and is stopped. */
export interface Program<Checked> {
  readonly channel: SupervisorChannel;
  readonly log: Log;
  /** Looks whether anything forbids the start, and changes nothing. */
  readonly check: (fault: (error: unknown) => void) => Promise<Checked>;
  /** Begins the work; the signal says that the program is to stop. @returns what ends the work cleanly. */
  readonly begin: (start: ProgramStart<Checked>) => Promise<() => Promise<void>>;
  /** Ends the process. Default: this one. */
  readonly exit?: (code: 0 | 1) => void;
  /** Calls back once, later; @returns what cancels it. Default: this process's timers. */
  readonly after?: (milliseconds: number, run: () => void) => () => void;
}

/** What a program is given when it begins. */
export interface ProgramStart<Checked> {
  readonly checked: Checked;
  /** What the supervisor said at the beginning. */
  readonly begun: Awaited<ReturnType<SupervisorChannel['begun']>>;
  /** Ends the program because of an error. */
  readonly fault: (error: unknown) => void;
  /** Aborted when the program is told to stop. */
  readonly signal: AbortSignal;
}

/**
 * Runs a program from its check to its end: exit code 0 after a clean stop, 1 after a fault, of which one clear line
 * goes to the supervisor, or to stderr where there is none. A fault ends the program at once: what it would still say
 * could be wrong.
 */
export async function runProgram<Checked>(program: Program<Checked>): Promise<void> {
  const { channel, log, check, begin, exit = (code) => process.exit(code), after = later } = program;
  const stopping = new AbortController();
  let isOver = false;

  function end(code: 0 | 1): void {
    if (isOver) return;
    isOver = true;
    process.off('uncaughtException', fault);
    process.off('unhandledRejection', fault);
    channel.close();
    exit(code);
  }

  function fault(error: unknown): void {
    if (isOver) return;
    const { code, message } = problemOf(error);
    log.error('the program can not go on', {
      code,
      message,
      stack: error instanceof Error ? error.stack : undefined,
    });
    channel.report({ kind: 'fault', code, message });
    if (!channel.supervised) process.stderr.write(`${message}\n`);
    end(1);
  }

  // What nobody has caught is a fault as well, and gets its clear line.
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  channel.onStop(() => stopping.abort(new Error('the program is told to stop')));
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    const checked = await check(fault);
    channel.report({ kind: 'checked', runtime: process.version });
    const begun = await Promise.race([channel.begun(), stopped.then(() => 'stopped' as const)]);
    if (begun === 'stopped') {
      end(0);
      return;
    }
    const finish = await begin({ checked, begun, fault, signal: stopping.signal });
    await stopped;
    const cancel = after(stopMsMax, () => {
      log.error('the clean stop takes too long');
      end(1);
    });
    await finish();
    cancel();
    end(0);
  } catch (error) {
    fault(error);
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem('Internal', error instanceof Error ? error.message : String(error));
}

function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
