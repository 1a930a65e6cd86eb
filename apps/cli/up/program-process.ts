import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import type { ProgramReport, SupervisorOrder } from '@interlock/base';
import type { ProgramEvent, ProgramName } from './program.ts';

/** How a program is started. */
export interface ProgramLaunch {
  readonly program: ProgramName;
  /** The source that is run, absolute. */
  readonly main: string;
  /** The whole environment of the program; nothing else is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the program's data, where what it prints is kept; it may not exist yet. */
  readonly dataFolder: string;
}

/** A running program. */
export interface ProgramProcess {
  readonly program: ProgramName;
  readonly pid: number | undefined;
  tell(order: SupervisorOrder): void;
  /** Ends it at once. */
  kill(): void;
  readonly ended: Promise<void>;
}

/**
 * Starts a program in a session of its own, so that Ctrl-C reaches the supervisor alone, with one pipe at descriptor 3.
 * What it prints is kept in memory until it is told to begin, and goes to `console.log` then: a start that is refused
 * by another program changes nothing. From then on its log has files of its own, and only last words come here.
 */
export function startProgram(launch: ProgramLaunch, onEvent: (event: ProgramEvent) => void): ProgramProcess {
  const { program } = launch;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', launch.main], {
    env: launch.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const log = new ProgramLog(join(launch.dataFolder, 'console.log'), launch.dataFolder);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => log.write(chunk, stream === child.stderr));
  const pipe = child.stdio[3] as Duplex;
  pipe.on('error', () => undefined);
  const lines = createInterface({ input: pipe });
  // A program that dies resets its pipe; its end is told by the process itself.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    const report = JSON.parse(line) as ProgramReport;
    onEvent({ kind: 'report', program, report });
  });
  return {
    program,
    pid: child.pid,
    tell: (order) => {
      if (order.kind === 'begin') log.open();
      if (pipe.writable) pipe.write(`${JSON.stringify(order)}\n`);
    },
    kill: () => child.kill('SIGKILL'),
    ended: endOf(child, program, log, onEvent),
  };
}

function endOf(
  child: ChildProcess,
  program: ProgramName,
  log: ProgramLog,
  onEvent: (event: ProgramEvent) => void,
): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      onEvent({
        kind: 'report',
        program,
        report: { kind: 'fault', code: 'Internal', message: error.message },
      });
      onEvent({ kind: 'ended', program, code: 1, signal: null });
      resolve();
    });
    child.once('close', (code, signal) => {
      log.close();
      onEvent({ kind: 'ended', program, code, signal, ...log.lastWords() });
      resolve();
    });
  });
}

/** The longest text kept before the file may be opened, in bytes. */
const earlyLogBytesMax = 65_536;

/** How much of stderr is kept for the last words, in characters. */
const lastWordsMax = 4_096;

class ProgramLog {
  readonly #path: string;
  readonly #folder: string;
  #early: Buffer[] = [];
  #earlyBytes = 0;
  #errors = '';
  #file: WriteStream | undefined;

  constructor(path: string, folder: string) {
    this.#path = path;
    this.#folder = folder;
  }

  write(chunk: Buffer, isError: boolean): void {
    if (isError) this.#errors = `${this.#errors}${chunk}`.slice(-lastWordsMax);
    if (this.#file !== undefined) this.#file.write(chunk);
    else if (this.#earlyBytes < earlyLogBytesMax) {
      this.#early.push(chunk);
      this.#earlyBytes += chunk.length;
    }
  }

  open(): void {
    if (this.#file !== undefined) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#file = createWriteStream(this.#path, { flags: 'a', mode: 0o600 });
    for (const chunk of this.#early) this.#file.write(chunk);
    this.#early = [];
  }

  /** The line of stderr that says most: an error's own, or else the last one. */
  lastWords(): { readonly lastWords?: string } {
    const lines = this.#errors.split('\n').filter((line) => line.trim() !== '');
    const said = lines.find((line) => /^\w*Error: /.test(line)) ?? lines.at(-1);
    return said === undefined ? {} : { lastWords: said };
  }

  close(): void {
    this.#file?.end();
  }
}
