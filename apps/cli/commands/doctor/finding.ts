/** What a check found: sound, worth knowing, or in the way. */
export type Level = 'ok' | 'warn' | 'bad';

/** One line of `interlock doctor`. */
export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly level: Level;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}
