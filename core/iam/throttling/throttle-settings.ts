/** How failed logins are slowed down (semantics §1.11). All settable. */
export interface ThrottleSettings {
  /** Failures older than this are not counted for waits and networks, in milliseconds. */
  readonly windowMs: number;
  /** From this failure in the window on, tries wait. */
  readonly waitFrom: number;
  /** The first wait, doubled with each further failure, in milliseconds. */
  readonly firstWaitMs: number;
  readonly waitMaxMs: number;
  /** How many tries may wait at once for one account, on one node. */
  readonly waitingMax: number;
  /** After so many failures in a row an account answers like a wrong password (SP 800-63B-4 §3.2.2: at most 100). */
  readonly failuresInRowMax: number;
  /** More failures than this from one network in the window are answered 429. */
  readonly networkFailuresMax: number;
  /** How many counters are kept. */
  readonly countersMax: number;
}

/** The settings of a new installation. */
export const throttleDefaults: ThrottleSettings = {
  windowMs: 15 * 60_000,
  waitFrom: 3,
  firstWaitMs: 1_000,
  waitMaxMs: 32_000,
  waitingMax: 4,
  failuresInRowMax: 100,
  networkFailuresMax: 300,
  countersMax: 100_000,
};
