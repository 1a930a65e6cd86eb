import type { AccountKey, AccountStore } from '@interlock/iam';
import type { StampedEvent } from '@interlock/workflow';

/**
 * The names of the accounts that events speak of, as they are now. An account that is not kept here, or no more, a
 * schedule and a program are called by what stands in the event.
 */
export async function accountNamesIn(
  events: readonly StampedEvent[],
  accounts: Pick<AccountStore, 'find'>,
): Promise<(key: string) => string> {
  const keys = new Set(events.flatMap(({ event }) => ('account' in event ? [event.account] : [])));
  const names = new Map<string, string>();
  for (const key of keys) {
    // Whatever is not a key of an account is found nowhere.
    const account = await accounts.find(key as AccountKey);
    if (account !== undefined) names.set(key, account.name);
  }
  return (key) => names.get(key) ?? key;
}
