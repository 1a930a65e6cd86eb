import type { Migration } from '../../sqlite/database-kind.ts';

/** Settings that are changed while the Cockpit runs, last logins, and what makes a page of accounts cheap. */
export const settingsAndCounts: Migration = {
  number: 2,
  sql: `
    CREATE TABLE setting (
      setting_id INTEGER PRIMARY KEY AUTOINCREMENT,
      scope TEXT NOT NULL,
      name TEXT NOT NULL,
      service_id TEXT REFERENCES identity_service ON DELETE CASCADE,
      value TEXT NOT NULL,
      UNIQUE (scope, name)
    ) STRICT;
    CREATE INDEX setting_by_service ON setting (service_id) WHERE service_id IS NOT NULL;

    ALTER TABLE account ADD COLUMN last_login_ms INTEGER;
    CREATE INDEX account_by_name ON account (service_id, name);
    CREATE INDEX account_by_state ON account (service_id, disabled, name);

    CREATE TABLE account_count (
      service_id TEXT NOT NULL REFERENCES identity_service ON DELETE CASCADE,
      disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
      accounts INTEGER NOT NULL,
      PRIMARY KEY (service_id, disabled)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO account_count
      SELECT service_id, disabled, count(*) FROM account GROUP BY service_id, disabled;

    CREATE TRIGGER account_counted_in AFTER INSERT ON account BEGIN
      INSERT INTO account_count VALUES (NEW.service_id, NEW.disabled, 1)
        ON CONFLICT DO UPDATE SET accounts = accounts + 1;
    END;
    CREATE TRIGGER account_counted_out AFTER DELETE ON account BEGIN
      UPDATE account_count SET accounts = accounts - 1
        WHERE service_id = OLD.service_id AND disabled = OLD.disabled;
    END;
    CREATE TRIGGER account_counted_again AFTER UPDATE OF service_id, disabled ON account
    WHEN OLD.service_id <> NEW.service_id OR OLD.disabled <> NEW.disabled BEGIN
      UPDATE account_count SET accounts = accounts - 1
        WHERE service_id = OLD.service_id AND disabled = OLD.disabled;
      INSERT INTO account_count VALUES (NEW.service_id, NEW.disabled, 1)
        ON CONFLICT DO UPDATE SET accounts = accounts + 1;
    END;
  `,
};
