import type { Migration } from '../../sqlite/database-kind.ts';

/** What was decided and what was refused, and since when accounts have their roles. */
export const decisionsAndAssignments: Migration = {
  number: 4,
  sql: `
    ALTER TABLE account_role ADD COLUMN since_ms INTEGER;

    CREATE TABLE decision (
      account_key TEXT NOT NULL,
      permission TEXT NOT NULL,
      controller_id TEXT NOT NULL,
      folder TEXT NOT NULL,
      allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)),
      day INTEGER NOT NULL,
      times INTEGER NOT NULL,
      last_at_ms INTEGER NOT NULL,
      PRIMARY KEY (account_key, permission, controller_id, folder, allowed, day)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX decision_by_time ON decision (last_at_ms);

    CREATE TABLE refusal (
      refusal_id INTEGER PRIMARY KEY AUTOINCREMENT,
      reference TEXT NOT NULL UNIQUE,
      at_ms INTEGER NOT NULL,
      account_key TEXT NOT NULL,
      account_name TEXT NOT NULL,
      service_name TEXT NOT NULL,
      permission TEXT,
      controller_id TEXT,
      folder TEXT,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX refusal_by_account ON refusal (account_key, refusal_id);
    CREATE INDEX refusal_by_time ON refusal (at_ms);
  `,
};
