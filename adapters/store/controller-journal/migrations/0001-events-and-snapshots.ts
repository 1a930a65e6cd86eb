import type { Migration } from '../../sqlite/database-kind.ts';

/** The Controller's events, audit records, the cursors of its Agents, and snapshots. */
export const eventsAndSnapshots: Migration = {
  number: 1,
  sql: `
    CREATE TABLE journal (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      controller_id TEXT NOT NULL,
      installation TEXT,
      journal_id TEXT NOT NULL,
      last_event_id INTEGER NOT NULL,
      released_event_id INTEGER NOT NULL CHECK (released_event_id BETWEEN 0 AND last_event_id),
      deleted_event_id INTEGER NOT NULL CHECK (deleted_event_id BETWEEN 0 AND released_event_id),
      last_audit_sequence INTEGER NOT NULL CHECK (last_audit_sequence >= 0)
    ) STRICT;

    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      event TEXT NOT NULL
    ) STRICT;

    CREATE TABLE audit_record (
      sequence INTEGER PRIMARY KEY,
      record TEXT NOT NULL
    ) STRICT;

    CREATE TABLE agent_cursor (
      agent_id TEXT PRIMARY KEY,
      journal_id TEXT NOT NULL,
      event_id INTEGER NOT NULL CHECK (event_id >= 0)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE snapshot (
      event_id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
  `,
};
