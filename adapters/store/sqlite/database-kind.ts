/** One step from a schema to the next. Steps are numbered from 1 without gap, and none is ever edited or undone. */
export interface Migration {
  readonly number: number;
  /** SQL statements; they run in one transaction with the note that they ran. */
  readonly sql: string;
}

/** What a database is for: a Controller's journal is never opened by an Agent. */
export interface DatabaseKind {
  /** What a person calls it, in the middle of a sentence. */
  readonly title: string;
  /** Stands in the file's header (PRAGMA application_id). */
  readonly applicationId: number;
  readonly migrations: readonly Migration[];
  /** Whether deleted rows are overwritten at once; for databases from which secrets are erased. */
  readonly secureDelete: boolean;
}

/** The schema version that the migrations lead to. */
export function newestVersion(kind: DatabaseKind): number {
  return kind.migrations.at(-1)?.number ?? 0;
}
