/** How much may wait for a database's one writer, and for how long. */
export interface WriteLimits {
  /** Units and transactions that may wait; one more is refused. */
  readonly waitingMax: number;
  /** Characters and bytes of parameters that may wait; beyond that a unit is refused. */
  readonly waitingSizeMax: number;
  /** Units that share one COMMIT at most. */
  readonly groupMax: number;
  /** Characters and bytes of parameters that share one COMMIT at most; a larger unit goes alone. */
  readonly groupSizeMax: number;
  /** Milliseconds that an interactive transaction waits for its turn. */
  readonly turnWaitMs: number;
  /** Milliseconds that an interactive transaction may take before it is undone. */
  readonly transactionMs: number;
  /** Milliseconds in which what still waits is written when the database is closed. */
  readonly closeMs: number;
}

/** The limits where none are given. */
export const defaultWriteLimits: WriteLimits = {
  waitingMax: 20_000,
  waitingSizeMax: 128 * 1024 * 1024,
  groupMax: 1_000,
  groupSizeMax: 8 * 1024 * 1024,
  turnWaitMs: 10_000,
  transactionMs: 30_000,
  closeMs: 10_000,
};
