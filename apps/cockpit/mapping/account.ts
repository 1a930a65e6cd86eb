import type { AccountAnswer } from '@interlock/cockpit-api';
import type { IdentityServiceSettings, ListedAccount } from '@interlock/iam';
import { isoTime } from './iso-time.ts';

/** An account as the calls answer it. */
export function accountAnswer(
  service: IdentityServiceSettings,
  { account, hasPassword, blocked, lastLoginAtMs }: ListedAccount,
): AccountAnswer {
  return {
    identityServiceName: service.name,
    accountName: account.name,
    ...(account.email === undefined ? {} : { email: account.email }),
    forcePasswordChange: account.forcePasswordChange,
    disabled: account.disabled,
    blocked,
    roles: [...account.roles],
    hasPassword,
    ...(lastLoginAtMs === undefined ? {} : { lastLogin: isoTime(lastLoginAtMs) }),
    created: isoTime(account.createdAtMs),
  };
}
