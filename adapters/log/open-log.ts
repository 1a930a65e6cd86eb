import { join } from 'node:path';
import type { Log, LogFields } from '@interlock/base';
import { pino } from 'pino';
import { type LogFileLimits, logFileDefaults } from './files/rotated-files.ts';
import { type RotatingFile, rotatingFile } from './files/rotating-file.ts';
import { lineMaker, type MakeLine } from './line-maker.ts';
import { type LogFormat, parseLogFormat, textLine } from './log-format.ts';
import { type LogLevel, logLevels, parseLogLevel } from './log-level.ts';

/** Whose log it is and how much stands in it. */
export interface LogOptions {
  readonly program: string;
  /** Default: what INTERLOCK_LOG_LEVEL says (error, warning, info, debug), else `info`. */
  readonly level?: LogLevel;
  /** Default: the environment of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * Where lines go; default standard output. Nobody waits for its reader: at most 16 MiB wait to be taken, what exceeds
   * is dropped. What still waits when the program ends is written then.
   */
  readonly destination?: { write(line: string): void };
  /** Told where a file can not be written; default standard error. */
  readonly complain?: (line: string) => void;
  /** Milliseconds since the epoch; default the clock of this machine. */
  readonly now?: () => number;
}

/** What is written in detail only while it is wanted. */
export type LogSwitchName = 'debug' | 'authenticationDebug';

/** What is said in a file of its own. */
export type LogChannel = 'audit' | 'tls' | 'authentication';

/** Where the files of a program's log stand. */
export interface LogFiles {
  /** The folder, made where it is not there. */
  readonly folder: string;
  /** Default: {@link logFileDefaults}. */
  readonly limits?: LogFileLimits;
  /** Whether lines go to the destination as well, as long as the files can be written. */
  readonly alsoDestination: boolean;
}

/**
 * The log of a program. By itself it is the general log; `<program>.log` has it up to the level `info`, and
 * `<program>-debug.log` all of it while the switch `debug` is on.
 */
export interface ProgramLog extends Log {
  /** Each in a file of its own: `audit.log`, `tls.log`, `authentication-debug.log`. Silent until files are open. */
  readonly channels: Readonly<Record<LogChannel, Log>>;
  /** Turns on what is wanted in detail, until a moment in milliseconds since the epoch; 0 turns it off. */
  switch(name: LogSwitchName, untilMs: number): void;
  /** Until when it is on: a moment that has passed where it is off, `Infinity` where the level says so. */
  switchedUntil(name: LogSwitchName): number;
  /** Writes to files from now on. */
  openFiles(files: LogFiles): void;
  closeFiles(): void;
}

const waitingBytesMax = 16 * 1024 * 1024;

/**
 * Makes the log of a program: one record a line, in which nothing is obeyed by a terminal, and no secret stands at any
 * level: not a `Secret`, not a member named like one, not a text that looks like one. Nothing here throws or waits for
 * a reader, and a file that can not be written stops nobody: it is said once on standard error.
 */
export function openLog(options: LogOptions): ProgramLog {
  const { environment = process.env } = options;
  const level = options.level ?? parseLogLevel(environment.INTERLOCK_LOG_LEVEL ?? '');
  const format = parseLogFormat(environment.INTERLOCK_LOG_FORMAT ?? '');
  const log = new LogDesk({ ...options, level: level ?? 'info', format: format ?? 'json' }).programLog();
  const wanted = { level: environment.INTERLOCK_LOG_LEVEL, format: environment.INTERLOCK_LOG_FORMAT };
  if (level === undefined && wanted.level)
    log.warn('INTERLOCK_LOG_LEVEL is none of error, warning, info, debug; info is taken', {
      wanted: wanted.level,
    });
  if (format === undefined && wanted.format)
    log.warn('INTERLOCK_LOG_FORMAT is none of json, text; json is taken', { wanted: wanted.format });
  return log;
}

type Settled = LogOptions & { readonly level: LogLevel; readonly format: LogFormat };
type FileName = LogChannel | 'program' | 'debug';

/** Takes what is said, and gives each line to those who want it. */
class LogDesk {
  readonly #options: Settled;
  readonly #destination: { write(line: string): void };
  readonly #now: () => number;
  readonly #make: MakeLine;
  readonly #until: Record<LogSwitchName, number>;
  #files:
    | { readonly alsoDestination: boolean; readonly by: Readonly<Record<FileName, RotatingFile>> }
    | undefined;

  constructor(options: Settled) {
    this.#options = options;
    this.#destination = options.destination ?? standardOutput();
    this.#now = options.now ?? Date.now;
    this.#make = lineMaker(options.program);
    this.#until = { debug: options.level === 'debug' ? Number.POSITIVE_INFINITY : 0, authenticationDebug: 0 };
  }

  programLog(): ProgramLog {
    return {
      ...logWith({}, this.#say),
      channels: {
        audit: logWith({}, this.#sayTo('audit')),
        tls: logWith({}, this.#sayTo('tls')),
        authentication: logWith({}, this.#sayTo('authentication', 'authenticationDebug')),
      },
      switch: (name, untilMs) => {
        this.#until[name] = untilMs;
      },
      switchedUntil: (name) => this.#until[name],
      openFiles: (files) => this.#open(files),
      closeFiles: () => {
        for (const file of Object.values(this.#files?.by ?? {})) file.close();
        this.#files = undefined;
      },
    };
  }

  readonly #say: Say = (level, event, fields) => {
    const isWanted = isAsSevere(level, this.#options.level);
    const isDebugging = this.#isOn('debug') && this.#files !== undefined;
    if (!isWanted && !isDebugging) return;
    const line = this.#shaped(this.#make(level, event, fields));
    const { by, alsoDestination = true } = this.#files ?? {};
    if (isDebugging) by?.debug.write(line);
    if (!isWanted) return;
    const isWritten = by !== undefined && (level === 'debug' || by.program.write(line));
    // Where nobody reads the files' lines elsewhere, standard output is what is left when they can not be written.
    if (alsoDestination || !isWritten) this.#destination.write(`${line}\n`);
    if (isWritten) this.#sayLost();
  };

  #sayTo(channel: LogChannel, name?: LogSwitchName): Say {
    return (level, event, fields) => {
      if (this.#files === undefined || (name !== undefined && !this.#isOn(name))) return;
      this.#files.by[channel].write(this.#shaped(this.#make(level, event, fields)));
    };
  }

  #isOn(name: LogSwitchName): boolean {
    return this.#until[name] > this.#now();
  }

  #shaped(jsonLine: string): string {
    return this.#options.format === 'json' ? jsonLine : textLine(jsonLine);
  }

  #sayLost(): void {
    for (const [file, { takeLost }] of Object.entries(this.#files?.by ?? {})) {
      const lines = takeLost();
      if (lines > 0) this.#say('warning', 'lines of a log could not be written', { file, lines });
    }
  }

  #open({ folder, limits = logFileDefaults, alsoDestination }: LogFiles): void {
    const { program, complain = (line) => process.stderr.write(line) } = this.#options;
    const open = (name: string): RotatingFile => {
      const path = join(folder, `${name}.log`);
      const failed = ({ message }: Error) =>
        complain(
          `interlock: the log ${path} can not be written: ${message}. The ${program} goes on without it.\n`,
        );
      return rotatingFile({ path, limits, now: this.#now, failed });
    };
    const by = {
      program: open(program),
      debug: open(`${program}-debug`),
      audit: open('audit'),
      tls: open('tls'),
      authentication: open('authentication-debug'),
    };
    this.#files = { alsoDestination, by };
  }
}

function standardOutput(): ReturnType<typeof pino.destination> {
  return pino.destination({ dest: 1, sync: false, maxLength: waitingBytesMax });
}

function isAsSevere(level: LogLevel, as: LogLevel): boolean {
  return logLevels.indexOf(level) <= logLevels.indexOf(as);
}

type Say = (level: LogLevel, event: string, fields: LogFields) => void;

function logWith(own: LogFields, say: Say): Log {
  return {
    error: (event, fields) => say('error', event, { ...own, ...fields }),
    warn: (event, fields) => say('warning', event, { ...own, ...fields }),
    info: (event, fields) => say('info', event, { ...own, ...fields }),
    debug: (event, fields) => say('debug', event, { ...own, ...fields }),
    with: (fields) => logWith({ ...own, ...fields }, say),
  };
}
