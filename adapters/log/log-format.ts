import { printableJson } from '@interlock/base';

/** How a line looks: one JSON object, or text for people. */
export type LogFormat = 'json' | 'text';

/** Reads the name of a format, as INTERLOCK_LOG_FORMAT gives it; undefined where it is none. */
export function parseLogFormat(text: string): LogFormat | undefined {
  return text === 'json' || text === 'text' ? text : undefined;
}

/**
 * The text for people of a line of JSON: `2026-01-31T12:00:00.000Z INFO login refused address="::1"`. Whatever is no
 * plain word stands in quotes, as JSON, so that no value can look like another field or another line.
 */
export function textLine(jsonLine: string): string {
  const { time, level, event, program: _, pid: __, ...fields } = JSON.parse(jsonLine) as Fields;
  const values = Object.entries(fields).map(
    ([name, value]) => `${/^[\w.-]+$/.test(name) ? name : escaped(name)}=${escaped(value)}`,
  );
  const said =
    typeof event === 'string' && /^[\p{L}\p{N} ,;:.'’()/-]+$/u.test(event) ? event : escaped(event);
  return [time, String(level).toUpperCase().padEnd(7), said, ...values].join(' ');
}

type Fields = Readonly<Record<string, unknown>>;

function escaped(value: unknown): string {
  return printableJson(JSON.stringify(value));
}
