import { type LogFields, printableJson } from '@interlock/base';
import { type Level, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from './log-level.ts';
import { redactFields } from './redact-fields.ts';
import { scrubText } from './scrub-text.ts';

/** Makes one line of JSON, without its end. */
export type MakeLine = (level: LogLevel, event: string, fields: LogFields) => string;

/** The longest line, in characters; of a longer one the event alone is kept, with a mark. */
const lineLengthMax = 64 * 1024;

/** What stands in every line by itself; a field of such a name gets an underscore behind it. */
const ownNames: ReadonlySet<string> = new Set(['level', 'time', 'program', 'pid', 'event']);

const pinoLevels: Readonly<Record<LogLevel, Level>> = {
  error: 'error',
  warning: 'warn',
  info: 'info',
  debug: 'debug',
};

/** Makes the lines of a program: secrets hidden, nothing in them that a terminal obeys, none without bound. */
export function lineMaker(program: string): MakeLine {
  let made = '';
  const writer = pino(
    {
      level: 'debug',
      base: { program, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label === 'warn' ? 'warning' : label }) },
    },
    {
      write: (line: string) => {
        made = printableJson(line.trimEnd());
      },
    },
  );
  return (level, event, fields) => {
    const say = pinoLevels[level] as 'error' | 'warn' | 'info' | 'debug';
    writer[say]({ event: scrubText(event), ...renamed(redactFields(fields)) });
    if (made.length > lineLengthMax)
      writer[say]({ event: scrubText(event), cut: `[cut: ${made.length} characters]` });
    return made;
  };
}

function renamed(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownNames.has(name) ? `${name}_` : name, value]),
  );
}
