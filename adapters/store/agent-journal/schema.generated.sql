-- Generated from the migrations of the journal of an Agent by npm run generate.

CREATE TABLE journal (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  agent_id TEXT NOT NULL,
  journal_id TEXT NOT NULL,
  last_event_id INTEGER NOT NULL CHECK (last_event_id >= 0),
  released_event_id INTEGER NOT NULL CHECK (released_event_id BETWEEN 0 AND last_event_id),
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

CREATE TABLE step (
  step_id TEXT PRIMARY KEY,
  step TEXT NOT NULL
) STRICT, WITHOUT ROWID;

