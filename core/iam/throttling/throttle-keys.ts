import type { AccountName } from '@interlock/base';
import { networkOf } from './network-of.ts';
import type { ThrottleKey } from './throttle-store.ts';

/** Who tries to log in from where, as far as throttling sorts it. */
export interface LoginTry {
  /** The canonical name without regard to case; absent where the login claims none, such as OIDC's. */
  readonly accountName?: AccountName;
  /** The client's address. */
  readonly address: string;
  /** The hash of a device mark from which this name has logged in before. */
  readonly knownDevice?: string;
}

/** The counters that a try is counted by. */
export interface ThrottleKeys {
  /** What slows the account down: the account with its pair of network, or a known device by itself. */
  readonly subject?: { readonly account: ThrottleKey; readonly pair: ThrottleKey };
  readonly device?: ThrottleKey;
  readonly network: ThrottleKey;
}

/** The counters of a try. */
export function throttleKeys({ accountName, address, knownDevice }: LoginTry): ThrottleKeys {
  const network = networkOf(address);
  const keys = { network: `network ${network}` as ThrottleKey };
  if (accountName === undefined) return keys;
  return {
    ...keys,
    subject: { account: accountCounter(accountName), pair: `pair ${network} ${accountName}` as ThrottleKey },
    ...(knownDevice === undefined ? {} : { device: `device ${knownDevice} ${accountName}` as ThrottleKey }),
  };
}

/** The counter of an account, which an administrator lifts by removing it. */
export function accountCounter(accountName: AccountName): ThrottleKey {
  return `account ${accountName}` as ThrottleKey;
}

/** The account on which this counter counts failures, by itself or with a network or a device; undefined for networks. */
export function accountCountedBy(key: ThrottleKey): AccountName | undefined {
  const [, name] = /^(?:account|(?:pair|device) [^ ]+) (.+)$/s.exec(key) ?? [];
  return name as AccountName | undefined;
}

/** The account whose counter this is; undefined for counters of another kind. */
export function accountOfCounter(key: ThrottleKey): AccountName | undefined {
  return key.startsWith('account ') ? (key.slice('account '.length) as AccountName) : undefined;
}
