import { accountStoreSuite } from './account-store.suite.ts';
import { apiTokenStoreSuite } from './api-token-store.suite.ts';
import { blocklistStoreSuite } from './blocklist-store.suite.ts';
import { decisionStoreSuite } from './decision-store.suite.ts';
import { deviceStoreSuite } from './device-store.suite.ts';
import type { OpenedIam } from './iam-samples.ts';
import { identityServiceStoreSuite } from './identity-service-store.suite.ts';
import { loginHistoryStoreSuite } from './login-history-store.suite.ts';
import { passwordStoreSuite } from './password-store.suite.ts';
import { roleStoreSuite } from './role-store.suite.ts';
import { sessionStoreSuite } from './session-store.suite.ts';
import { settingStoreSuite } from './setting-store.suite.ts';
import { throttleStoreSuite } from './throttle-store.suite.ts';

/** All suites of the stores of identity and access: what an adapter of them runs. */
export function iamStoresSuite(what: string, open: () => Promise<OpenedIam>): void {
  identityServiceStoreSuite(`${what}, Identity Services`, open);
  accountStoreSuite(`${what}, accounts`, open);
  passwordStoreSuite(`${what}, passwords`, open);
  blocklistStoreSuite(`${what}, blocklist`, open);
  roleStoreSuite(`${what}, roles`, open);
  sessionStoreSuite(`${what}, sessions`, open);
  deviceStoreSuite(`${what}, devices`, open);
  apiTokenStoreSuite(`${what}, API tokens`, open);
  settingStoreSuite(`${what}, settings`, open);
  throttleStoreSuite(`${what}, throttling`, open);
  loginHistoryStoreSuite(`${what}, login history`, open);
  decisionStoreSuite(`${what}, decisions`, open);
}
