import type { AccountStore } from './accounts/account-store.ts';
import type { BlocklistStore } from './accounts/blocklist-store.ts';
import type { PasswordStore } from './accounts/password-store.ts';
import type { DecisionStore } from './explain/decision-store.ts';
import type { IdentityServiceStore } from './identity-services/identity-service-store.ts';
import type { LoginHistoryStore } from './login/login-history-store.ts';
import type { RoleStore } from './permissions/role-store.ts';
import type { DeviceStore } from './sessions/device-store.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { SettingStore } from './settings/setting-store.ts';
import type { ThrottleStore } from './throttling/throttle-store.ts';
import type { ApiTokenStore } from './tokens/api-token-store.ts';

/** All that identity and access keep, for use inside a Transactor: `Transactor<IamPorts & …>`. */
export interface IamPorts {
  readonly identityServices: IdentityServiceStore;
  readonly accounts: AccountStore;
  readonly passwords: PasswordStore;
  readonly blocklist: BlocklistStore;
  readonly roles: RoleStore;
  readonly sessions: SessionStore;
  readonly devices: DeviceStore;
  readonly apiTokens: ApiTokenStore;
  readonly throttle: ThrottleStore;
  readonly loginHistory: LoginHistoryStore;
  readonly decisions: DecisionStore;
  readonly settings: SettingStore;
}
