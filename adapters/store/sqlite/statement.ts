/** What a column of a STRICT table holds. Integers stay below 2^53. */
export type SqlValue = null | number | string | Uint8Array;

/** One SQL statement, run once per row of parameters, in their order. */
export interface Statement {
  readonly sql: string;
  readonly rows: readonly (readonly SqlValue[])[];
  /** How many table rows each run must change; another number refuses the whole unit. */
  readonly mustChange?: number;
}

/** Statements that are done together or not at all. */
export type Unit = readonly Statement[];

/** What one statement of an interactive transaction answers. */
export interface QueryAnswer {
  readonly rows: readonly Readonly<Record<string, SqlValue>>[];
  /** How many table rows it changed; 0 for a statement that answers rows and changes nothing. */
  readonly changes: number;
}
