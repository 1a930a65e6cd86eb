/** What is written: this and everything more severe (RFC 5424 §6.2.1). */
export type LogLevel = 'error' | 'warning' | 'info' | 'debug';

/** All levels, the most severe first. */
export const logLevels: readonly LogLevel[] = ['error', 'warning', 'info', 'debug'];

/** Reads the name of a level, as INTERLOCK_LOG_LEVEL gives it; undefined where it is none. */
export function parseLogLevel(text: string): LogLevel | undefined {
  return logLevels.find((level) => level === text);
}
