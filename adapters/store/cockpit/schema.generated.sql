-- Generated from the migrations of the Cockpit's database by npm run generate.

CREATE TABLE identity_service (
  service_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  ordering INTEGER NOT NULL,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  scheme TEXT NOT NULL,
  second_factor INTEGER NOT NULL CHECK (second_factor IN (0, 1)),
  second_factor_service_id TEXT,
  group_roles TEXT NOT NULL,
  details TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  account_key TEXT PRIMARY KEY,
  service_id TEXT NOT NULL REFERENCES identity_service ON DELETE CASCADE,
  name TEXT NOT NULL,
  email TEXT,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  force_password_change INTEGER NOT NULL CHECK (force_password_change IN (0, 1)),
  created_at_ms INTEGER NOT NULL, last_login_ms INTEGER,
  UNIQUE (service_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_role (
  account_key TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  role_key TEXT NOT NULL,
  role_name TEXT NOT NULL,
  place INTEGER NOT NULL, since_ms INTEGER,
  PRIMARY KEY (account_key, role_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_role_by_role ON account_role (role_key);

CREATE TABLE password (
  account_key TEXT PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blocked_name (
  name TEXT PRIMARY KEY,
  comment TEXT NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE role (
  service_id TEXT NOT NULL REFERENCES identity_service ON DELETE CASCADE,
  name_key TEXT NOT NULL,
  name TEXT NOT NULL,
  ordering INTEGER NOT NULL,
  permissions TEXT NOT NULL,
  folders TEXT NOT NULL,
  PRIMARY KEY (service_id, name_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  session_id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  transport TEXT NOT NULL,
  origin_hash TEXT,
  methods TEXT NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  remember_me INTEGER NOT NULL CHECK (remember_me IN (0, 1)),
  started_at_ms INTEGER NOT NULL,
  last_used_at_ms INTEGER NOT NULL,
  idle_limit_ms INTEGER NOT NULL,
  ends_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session_evidence (
  session_id TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
  place INTEGER NOT NULL,
  account_key TEXT NOT NULL,
  service_id TEXT NOT NULL,
  account_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  groups TEXT NOT NULL,
  PRIMARY KEY (session_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_evidence_by_account ON session_evidence (account_key);

CREATE INDEX session_evidence_by_name ON session_evidence (name_key);

CREATE INDEX session_evidence_by_service ON session_evidence (service_id);

CREATE TABLE device (
  mark_hash TEXT NOT NULL,
  account_name TEXT NOT NULL,
  ends_at_ms INTEGER NOT NULL,
  PRIMARY KEY (mark_hash, account_name)
) STRICT, WITHOUT ROWID;

CREATE INDEX device_by_account ON device (account_name, ends_at_ms);

CREATE INDEX device_by_end ON device (ends_at_ms);

CREATE TABLE throttle_counter (
  throttle_key TEXT PRIMARY KEY,
  recent TEXT NOT NULL,
  in_row INTEGER NOT NULL,
  last_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX throttle_counter_by_weight ON throttle_counter (in_row, last_ms);

CREATE TABLE login (
  login_id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  account_name TEXT,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  result TEXT NOT NULL,
  reason TEXT NOT NULL,
  service_name TEXT,
  services TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX login_by_time ON login (at_ms);

CREATE INDEX login_by_account ON login (account_name, at_ms);

CREATE TABLE audit_record (
  audit_id INTEGER PRIMARY KEY AUTOINCREMENT,
  writer_role TEXT NOT NULL,
  writer_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  category TEXT NOT NULL,
  outcome TEXT NOT NULL,
  account TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target_folder TEXT,
  controller_id TEXT,
  correlation TEXT,
  line TEXT NOT NULL,
  UNIQUE (writer_role, writer_id, sequence)
) STRICT;

CREATE INDEX audit_record_by_time ON audit_record (at_ms);

CREATE INDEX audit_record_by_account ON audit_record (account);

CREATE INDEX audit_record_by_target ON audit_record (target_id);

CREATE INDEX audit_record_by_correlation ON audit_record (correlation) WHERE correlation IS NOT NULL;

CREATE TABLE controller (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  controller_id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  address TEXT NOT NULL,
  is_joined INTEGER NOT NULL CHECK (is_joined IN (0, 1))
) STRICT;

CREATE TABLE selected_controller (
  account_key TEXT PRIMARY KEY,
  controller_id TEXT NOT NULL REFERENCES controller (controller_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_join (
  role TEXT NOT NULL,
  program_id TEXT NOT NULL,
  controller_id TEXT,
  address TEXT NOT NULL,
  sealed_token TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  PRIMARY KEY (role, program_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror (
  controller_id TEXT PRIMARY KEY,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE folder (
  path TEXT PRIMARY KEY,
  parent TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX folder_by_parent ON folder (parent);

CREATE TABLE inventory_item (
  item_id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  path TEXT NOT NULL,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  configuration TEXT NOT NULL,
  revision INTEGER NOT NULL,
  is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)),
  invalid_message TEXT,
  title TEXT,
  account TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  UNIQUE (type, path),
  UNIQUE (type, name)
) STRICT;

CREATE INDEX inventory_item_by_folder ON inventory_item (folder);

CREATE TABLE deployment (
  deployment_id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  item_revision INTEGER,
  controller_id TEXT NOT NULL,
  type TEXT NOT NULL,
  path TEXT NOT NULL,
  version_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  configuration TEXT,
  account TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  message TEXT
) STRICT;

CREATE INDEX deployment_by_item ON deployment (item_id);

CREATE INDEX deployment_by_path ON deployment (controller_id, type, path);

CREATE TABLE history_cursor (
  controller_id TEXT PRIMARY KEY,
  journal_id TEXT NOT NULL,
  event_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE order_history (
  history_id INTEGER PRIMARY KEY AUTOINCREMENT,
  controller_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  parent_history_id INTEGER REFERENCES order_history,
  workflow_path TEXT NOT NULL,
  workflow_folder TEXT NOT NULL,
  workflow_name TEXT NOT NULL,
  version_id TEXT NOT NULL,
  arguments TEXT NOT NULL,
  position TEXT NOT NULL,
  state TEXT NOT NULL,
  result TEXT NOT NULL,
  account TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL,
  scheduled_for_ms INTEGER,
  started_at_ms INTEGER,
  ended_at_ms INTEGER,
  begun_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX order_history_by_order ON order_history (controller_id, order_id);

CREATE INDEX order_history_by_parent ON order_history (parent_history_id)
  WHERE parent_history_id IS NOT NULL;

CREATE INDEX order_history_by_begin ON order_history (begun_ms) WHERE parent_history_id IS NULL;

CREATE INDEX order_history_by_workflow ON order_history (workflow_path, begun_ms)
  WHERE parent_history_id IS NULL;

CREATE INDEX order_history_by_end ON order_history (controller_id, ended_at_ms, result)
  WHERE parent_history_id IS NULL;

CREATE TABLE step_history (
  task_id INTEGER PRIMARY KEY AUTOINCREMENT,
  controller_id TEXT NOT NULL,
  step_id TEXT NOT NULL,
  history_id INTEGER NOT NULL REFERENCES order_history,
  order_id TEXT NOT NULL,
  workflow_path TEXT NOT NULL,
  workflow_folder TEXT NOT NULL,
  workflow_name TEXT NOT NULL,
  version_id TEXT NOT NULL,
  position TEXT NOT NULL,
  job_name TEXT NOT NULL,
  label TEXT NOT NULL,
  criticality TEXT NOT NULL,
  agent_id TEXT NOT NULL,
  arguments TEXT NOT NULL,
  try_count INTEGER NOT NULL,
  result TEXT NOT NULL,
  outcome TEXT,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  dropped_bytes INTEGER NOT NULL,
  UNIQUE (controller_id, step_id)
) STRICT;

CREATE INDEX step_history_by_order ON step_history (history_id);

CREATE INDEX step_history_by_order_id ON step_history (order_id);

CREATE INDEX step_history_by_start ON step_history (started_at_ms);

CREATE INDEX step_history_by_workflow ON step_history (workflow_path, started_at_ms);

CREATE INDEX step_history_by_job ON step_history (job_name, started_at_ms);

CREATE TABLE order_log (
  line_id INTEGER PRIMARY KEY,
  history_id INTEGER NOT NULL REFERENCES order_history,
  event_id INTEGER NOT NULL,
  line TEXT NOT NULL,
  task_id INTEGER
) STRICT;

CREATE INDEX order_log_by_order ON order_log (history_id, event_id);

CREATE TABLE step_output (
  chunk_id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES step_history,
  event_id INTEGER NOT NULL,
  stream TEXT NOT NULL,
  byte_offset INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX step_output_by_event ON step_output (task_id, event_id);

CREATE TABLE setting (
  setting_id INTEGER PRIMARY KEY AUTOINCREMENT,
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  service_id TEXT REFERENCES identity_service ON DELETE CASCADE,
  value TEXT NOT NULL,
  UNIQUE (scope, name)
) STRICT;

CREATE INDEX setting_by_service ON setting (service_id) WHERE service_id IS NOT NULL;

CREATE INDEX account_by_name ON account (service_id, name);

CREATE INDEX account_by_state ON account (service_id, disabled, name);

CREATE TABLE account_count (
  service_id TEXT NOT NULL REFERENCES identity_service ON DELETE CASCADE,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  accounts INTEGER NOT NULL,
  PRIMARY KEY (service_id, disabled)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER account_insert_moves_revision AFTER INSERT ON account
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER account_update_moves_revision AFTER UPDATE OF service_id, name, disabled, force_password_change ON account
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER account_delete_moves_revision AFTER DELETE ON account
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER account_role_insert_moves_revision AFTER INSERT ON account_role
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER account_role_update_moves_revision AFTER UPDATE ON account_role
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER account_role_delete_moves_revision AFTER DELETE ON account_role
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER role_insert_moves_revision AFTER INSERT ON role
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER role_update_moves_revision AFTER UPDATE ON role
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER role_delete_moves_revision AFTER DELETE ON role
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER identity_service_insert_moves_revision AFTER INSERT ON identity_service
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER identity_service_update_moves_revision AFTER UPDATE ON identity_service
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER identity_service_delete_moves_revision AFTER DELETE ON identity_service
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER blocked_name_insert_moves_revision AFTER INSERT ON blocked_name
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER blocked_name_update_moves_revision AFTER UPDATE ON blocked_name
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER blocked_name_delete_moves_revision AFTER DELETE ON blocked_name
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER session_update_moves_revision AFTER UPDATE OF token_hash, transport, origin_hash, idle_limit_ms, ends_at_ms ON session
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER session_delete_moves_revision AFTER DELETE ON session
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER session_evidence_update_moves_revision AFTER UPDATE ON session_evidence
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER session_evidence_delete_moves_revision AFTER DELETE ON session_evidence
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER api_token_update_moves_revision AFTER UPDATE OF token_hash, account_key, limit_permissions, limit_folders, ends_at_ms ON api_token
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

CREATE TRIGGER api_token_delete_moves_revision AFTER DELETE ON api_token
BEGIN UPDATE identity_revision SET revision = revision + 1; END;

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

