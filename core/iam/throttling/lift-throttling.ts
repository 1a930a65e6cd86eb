import type { AccountName } from '@interlock/base';
import { accountCountedBy } from './throttle-keys.ts';
import type { ThrottleStore } from './throttle-store.ts';

/**
 * Forgets the failures of a name: of the account, and of each of its pairs with a network or a device (semantics
 * §1.11). Counters of networks stay: they are nobody's. To be called in the transaction of what lifts it.
 *
 * @returns whether there was any.
 */
export async function liftThrottling(store: ThrottleStore, name: AccountName): Promise<boolean> {
  const counters = await store.ofAccount(name);
  const keys = counters.map(({ key }) => key).filter((key) => accountCountedBy(key) === name);
  if (keys.length > 0) await store.remove(keys);
  return keys.length > 0;
}
