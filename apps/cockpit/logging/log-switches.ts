/** What is written in detail only while somebody wants it. */
export type LogDetailName = 'debug' | 'authenticationDebug';

/** Turns details in the log files on and off while the Cockpit runs. Nothing of it is stored: a restart ends it. */
export interface LogSwitches {
  /** Writes details until a moment, in milliseconds since the epoch; 0: no longer. */
  switch(name: LogDetailName, untilMs: number): void;
  /** Until when details are written: a moment that has passed where they are not, `Infinity`: for good. */
  switchedUntil(name: LogDetailName): number;
}
