/** What stands beside an event in the technical log: small values that hold no secret. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * The technical log, in the levels of RFC 5424 that programs use. Unlike the audit trail it may be lost, and nobody
 * decides by it. A call neither throws nor waits.
 */
export interface Log {
  /** Something failed that should not; a person has to look. */
  error(event: string, fields?: LogFields): void;
  /** Something was refused or degraded, and the program goes on. */
  warn(event: string, fields?: LogFields): void;
  /** What an operator wants to see on a good day. */
  info(event: string, fields?: LogFields): void;
  /** What helps to find a fault. */
  debug(event: string, fields?: LogFields): void;
  /** The same log with fields that stand in every line. */
  with(fields: LogFields): Log;
}

/** A log that nobody reads. */
export const silentLog: Log = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  with: () => silentLog,
};
