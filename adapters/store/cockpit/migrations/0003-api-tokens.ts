import type { Migration } from '../../sqlite/database-kind.ts';

/** What a decision about a call stands on, table by table; last uses and last logins are no part of it. */
const watched = [
  ['account', ['INSERT', 'UPDATE OF service_id, name, disabled, force_password_change', 'DELETE']],
  ['account_role', ['INSERT', 'UPDATE', 'DELETE']],
  ['role', ['INSERT', 'UPDATE', 'DELETE']],
  ['identity_service', ['INSERT', 'UPDATE', 'DELETE']],
  ['blocked_name', ['INSERT', 'UPDATE', 'DELETE']],
  ['session', ['UPDATE OF token_hash, transport, origin_hash, idle_limit_ms, ends_at_ms', 'DELETE']],
  ['session_evidence', ['UPDATE', 'DELETE']],
  [
    'api_token',
    ['UPDATE OF token_hash, account_key, limit_permissions, limit_folders, ends_at_ms', 'DELETE'],
  ],
] as const;

/** API tokens, and a number that moves with everything that identities and rights stand on. */
export const apiTokens: Migration = {
  number: 3,
  sql: `
    CREATE TABLE api_token (
      token_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE,
      account_key TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
      service_id TEXT NOT NULL,
      account_name TEXT NOT NULL,
      account_name_key TEXT NOT NULL,
      created_by TEXT NOT NULL,
      limit_permissions TEXT,
      limit_folders TEXT,
      created_at_ms INTEGER NOT NULL,
      ends_at_ms INTEGER NOT NULL,
      last_used_at_ms INTEGER,
      UNIQUE (account_key, name_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX api_token_by_name ON api_token (account_name_key);
    CREATE INDEX api_token_by_service ON api_token (service_id);
    CREATE INDEX api_token_by_end ON api_token (ends_at_ms);

    CREATE TABLE identity_revision (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      revision INTEGER NOT NULL
    ) STRICT;
    INSERT INTO identity_revision VALUES (1, 1);

    ${watched.flatMap(([table, events]) => events.map((event) => trigger(table, event))).join('\n')}
  `,
};

function trigger(table: string, event: string): string {
  const [word = ''] = event.toLowerCase().split(' ');
  return `CREATE TRIGGER ${table}_${word}_moves_revision AFTER ${event} ON ${table}
    BEGIN UPDATE identity_revision SET revision = revision + 1; END;`;
}
