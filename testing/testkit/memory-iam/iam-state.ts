import type {
  Account,
  AccountKey,
  ApiToken,
  BlockedName,
  DecisionRecord,
  IdentityServiceId,
  IdentityServiceSettings,
  KnownDevice,
  LoginHistoryEntry,
  RefusalRecord,
  Role,
  Session,
  StoredSetting,
  ThrottleCounter,
  ThrottleKey,
} from '@interlock/iam';

/** Everything that identity and access keep, in maps. Values are never changed in place. */
export interface IamState {
  readonly services: Map<IdentityServiceId, IdentityServiceSettings>;
  readonly accounts: Map<AccountKey, Account>;
  readonly passwords: Map<AccountKey, string>;
  readonly blocked: Map<string, BlockedName>;
  /** By service and name without case. */
  readonly roles: Map<string, Role>;
  /** By id. */
  readonly sessions: Map<string, Session>;
  /** By id. */
  readonly apiTokens: Map<string, ApiToken>;
  /** By mark and name. */
  readonly devices: Map<string, KnownDevice>;
  readonly counters: Map<ThrottleKey, ThrottleCounter>;
  readonly history: Map<string, LoginHistoryEntry>;
  readonly lastLogins: Map<AccountKey, number>;
  /** Of each account the dates of its roles, by their keys; a role without a date is not in it. */
  readonly assigned: Map<AccountKey, ReadonlyMap<string, number>>;
  /** One for each day; by what tells them apart. */
  readonly decisions: Map<string, DecisionRecord>;
  /** By reference, in the order in which they came. */
  readonly refusals: Map<string, RefusalRecord>;
  /** By id. */
  readonly settings: Map<number, StoredSetting>;
}

/** Where a store of the memory reads and writes. `edit` throws where nothing may be written. */
export interface IamMemory {
  readonly look: () => IamState;
  readonly edit: () => IamState;
}

/** Nothing yet. */
export function emptyIamState(): IamState {
  return {
    services: new Map(),
    accounts: new Map(),
    passwords: new Map(),
    blocked: new Map(),
    roles: new Map(),
    sessions: new Map(),
    apiTokens: new Map(),
    devices: new Map(),
    counters: new Map(),
    history: new Map(),
    lastLogins: new Map(),
    assigned: new Map(),
    decisions: new Map(),
    refusals: new Map(),
    settings: new Map(),
  };
}

/** A copy that can be changed by itself. */
export function copyOfIamState(state: IamState): IamState {
  return {
    services: new Map(state.services),
    accounts: new Map(state.accounts),
    passwords: new Map(state.passwords),
    blocked: new Map(state.blocked),
    roles: new Map(state.roles),
    sessions: new Map(state.sessions),
    apiTokens: new Map(state.apiTokens),
    devices: new Map(state.devices),
    counters: new Map(state.counters),
    history: new Map(state.history),
    lastLogins: new Map(state.lastLogins),
    assigned: new Map(state.assigned),
    decisions: new Map(state.decisions),
    refusals: new Map(state.refusals),
    settings: new Map(state.settings),
  };
}

/** Orders texts by code units, as a database with a binary collation does. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
