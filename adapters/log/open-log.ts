import { type Log, type LogFields, printableJson } from '@interlock/base';
import { type Level, pino, stdTimeFunctions } from 'pino';
import { type LogLevel, parseLogLevel } from './log-level.ts';
import { redactFields } from './redact-fields.ts';
import { scrubText } from './scrub-text.ts';

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
}

const waitingBytesMax = 16 * 1024 * 1024;

/** What stands in every line by itself; a field of such a name gets an underscore behind it. */
const ownNames: ReadonlySet<string> = new Set(['level', 'time', 'program', 'pid', 'event']);

/**
 * Makes the technical log of a program: one JSON object a line, in which nothing is obeyed by a terminal, and no
 * secret stands at any level: not a `Secret`, not a member named like one, not a text that looks like one.
 */
export function openLog(options: LogOptions): Log {
  const { program, environment = process.env, destination = standardOutput() } = options;
  const wanted = environment.INTERLOCK_LOG_LEVEL ?? '';
  const level = options.level ?? parseLogLevel(wanted);
  const log = logWith({}, writerTo(destination, program, level ?? 'info'));
  if (level === undefined && wanted !== '')
    log.warn('INTERLOCK_LOG_LEVEL is none of error, warning, info, debug; info is taken', { wanted });
  return log;
}

function writerTo(
  destination: NonNullable<LogOptions['destination']>,
  program: string,
  level: LogLevel,
): Write {
  const writer = pino(
    {
      level: pinoLevels[level],
      base: { program, pid: process.pid },
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label === 'warn' ? 'warning' : label }) },
    },
    { write: (line: string) => destination.write(`${printableJson(line.trimEnd())}\n`) },
  );
  return (severity, event, fields) => {
    if (writer.isLevelEnabled(severity)) writer[severity](renamed(redactFields(fields)), scrubText(event));
  };
}

const pinoLevels: Readonly<Record<LogLevel, Level>> = {
  error: 'error',
  warning: 'warn',
  info: 'info',
  debug: 'debug',
};

function standardOutput(): ReturnType<typeof pino.destination> {
  return pino.destination({ dest: 1, sync: false, maxLength: waitingBytesMax });
}

type Write = (severity: 'error' | 'warn' | 'info' | 'debug', event: string, fields: LogFields) => void;

function logWith(own: LogFields, write: Write): Log {
  return {
    error: (event, fields) => write('error', event, { ...own, ...fields }),
    warn: (event, fields) => write('warn', event, { ...own, ...fields }),
    info: (event, fields) => write('info', event, { ...own, ...fields }),
    debug: (event, fields) => write('debug', event, { ...own, ...fields }),
    with: (fields) => logWith({ ...own, ...fields }, write),
  };
}

function renamed(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownNames.has(name) ? `${name}_` : name, value]),
  );
}
