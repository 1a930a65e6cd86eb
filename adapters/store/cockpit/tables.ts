import type { Generated, Kysely } from 'kysely';
import type { SqlConnection } from '../kysely/sql-connection.ts';

/** The Cockpit's database as one connection sees it: that of a change, or the reading one. */
export interface CockpitConnection extends Pick<SqlConnection, 'run'> {
  readonly db: Kysely<CockpitTables>;
}

/** 0 or 1: SQLite has no truth values. */
export type Flag = 0 | 1;

/** The tables, as the migrations make them. */
export interface CockpitTables {
  readonly identity_service: {
    service_id: string;
    name: string;
    name_key: string;
    type: string;
    ordering: number;
    required: Flag;
    disabled: Flag;
    scheme: string;
    second_factor: Flag;
    second_factor_service_id: string | null;
    group_roles: string;
    details: string;
  };
  readonly account: {
    account_key: string;
    service_id: string;
    name: string;
    email: string | null;
    disabled: Flag;
    force_password_change: Flag;
    created_at_ms: number;
    last_login_ms: number | null;
  };
  /** How many accounts a service has, kept by triggers, so that no page has to count them. */
  readonly account_count: { service_id: string; disabled: Flag; accounts: number };
  readonly account_role: {
    account_key: string;
    role_key: string;
    role_name: string;
    place: number;
    /** When it was assigned; null: before dates were kept. */
    since_ms: number | null;
  };
  readonly password: { account_key: string; hash: string };
  readonly blocked_name: { name: string; comment: string; since_ms: number };
  readonly role: {
    service_id: string;
    name_key: string;
    name: string;
    ordering: number;
    permissions: string;
    folders: string;
  };
  readonly session: {
    session_id: string;
    token_hash: string;
    transport: string;
    origin_hash: string | null;
    methods: string;
    address: string;
    user_agent: string;
    remember_me: Flag;
    started_at_ms: number;
    last_used_at_ms: number;
    idle_limit_ms: number;
    ends_at_ms: number;
  };
  readonly session_evidence: {
    session_id: string;
    place: number;
    account_key: string;
    service_id: string;
    account_name: string;
    name_key: string;
    groups: string;
  };
  readonly api_token: {
    token_id: string;
    name: string;
    name_key: string;
    token_hash: string;
    account_key: string;
    service_id: string;
    account_name: string;
    account_name_key: string;
    created_by: string;
    limit_permissions: string | null;
    limit_folders: string | null;
    created_at_ms: number;
    ends_at_ms: number;
    last_used_at_ms: number | null;
  };
  readonly device: { mark_hash: string; account_name: string; ends_at_ms: number };
  readonly throttle_counter: { throttle_key: string; recent: string; in_row: number; last_ms: number };
  readonly login: {
    login_id: string;
    at_ms: number;
    account_name: string | null;
    address: string;
    user_agent: string;
    result: string;
    reason: string;
    service_name: string | null;
    services: string;
  };
  readonly setting: {
    setting_id: Generated<number>;
    scope: string;
    name: string;
    service_id: string | null;
    value: string;
  };
  readonly decision: {
    account_key: string;
    permission: string;
    /** Empty: none was asked for. */
    controller_id: string;
    /** Empty: none was asked for. */
    folder: string;
    allowed: Flag;
    /** Days since 1970, in UTC. */
    day: number;
    times: number;
    last_at_ms: number;
  };
  readonly refusal: {
    refusal_id: Generated<number>;
    reference: string;
    at_ms: number;
    account_key: string;
    account_name: string;
    service_name: string;
    permission: string | null;
    controller_id: string | null;
    folder: string | null;
    reason: string;
  };
  readonly audit_record: {
    audit_id: Generated<number>;
    writer_role: string;
    writer_id: string;
    sequence: number;
    hash: string;
    at_ms: number;
    category: string;
    outcome: string;
    account: string;
    target_kind: string;
    target_id: string;
    target_folder: string | null;
    controller_id: string | null;
    correlation: string | null;
    line: string;
  };
  readonly controller: {
    number: Generated<number>;
    controller_id: string;
    title: string;
    address: string;
    is_joined: Flag;
  };
  readonly selected_controller: { account_key: string; controller_id: string };
  readonly pending_join: {
    role: string;
    program_id: string;
    controller_id: string | null;
    address: string;
    sealed_token: string;
    expires_at_ms: number;
  };
  readonly mirror: { controller_id: string; state: string };
  readonly fact: { name: string; value: string };
  readonly folder: { path: string; parent: string };
  readonly inventory_item: {
    item_id: Generated<number>;
    type: string;
    path: string;
    folder: string;
    name: string;
    configuration: string;
    revision: number;
    is_valid: Flag;
    invalid_message: string | null;
    title: string | null;
    account: string;
    at_ms: number;
  };
  readonly deployment: {
    deployment_id: Generated<number>;
    item_id: number;
    item_revision: number | null;
    controller_id: string;
    type: string;
    path: string;
    version_id: string;
    operation: string;
    configuration: string | null;
    account: string;
    at_ms: number;
    state: string;
    message: string | null;
  };
  readonly history_cursor: { controller_id: string; journal_id: string; event_id: number };
  readonly order_history: {
    history_id: Generated<number>;
    controller_id: string;
    order_id: string;
    parent_history_id: number | null;
    workflow_path: string;
    workflow_folder: string;
    workflow_name: string;
    version_id: string;
    arguments: string;
    position: string;
    state: string;
    result: string;
    account: string;
    added_at_ms: number;
    scheduled_for_ms: number | null;
    started_at_ms: number | null;
    ended_at_ms: number | null;
    /** Its start; before it, when it was added. */
    begun_ms: number;
  };
  readonly step_history: {
    task_id: Generated<number>;
    controller_id: string;
    step_id: string;
    history_id: number;
    order_id: string;
    workflow_path: string;
    workflow_folder: string;
    workflow_name: string;
    version_id: string;
    position: string;
    job_name: string;
    label: string;
    criticality: string;
    agent_id: string;
    arguments: string;
    try_count: number;
    result: string;
    outcome: string | null;
    started_at_ms: number;
    ended_at_ms: number | null;
    dropped_bytes: number;
  };
  readonly order_log: {
    line_id: Generated<number>;
    history_id: number;
    event_id: number;
    task_id: number | null;
    line: string;
  };
  readonly step_output: {
    chunk_id: Generated<number>;
    task_id: number;
    event_id: number;
    stream: string;
    byte_offset: number;
    at_ms: number;
    text: string;
  };
}
