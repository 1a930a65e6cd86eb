import { loginAddress } from './next-page.ts';
import { pageStores } from './page-stores.ts';
import { adoptPageValue, forgetPageValue, readPageValue } from './page-value.ts';
import { askTabsForValue, serveTabs, type TabChannel, tabChannelName } from './tabs.ts';

/** The session of this tab. */
export interface CurrentSession {
  readonly pageValue: () => string | undefined;
  /** Leaves for the login, and lets the other tabs follow. */
  readonly end: (why: 'ended' | 'loggedOut') => void;
}

const stores = pageStores();
let value: string | undefined;
let channel: TabChannel | undefined;
let isOver = false;

/** Finds the page value of this tab, or gets it from an open one; without one there is no session. */
export async function openSession(): Promise<CurrentSession | undefined> {
  channel = new BroadcastChannel(tabChannelName) as TabChannel;
  value = readPageValue(stores);
  if (value === undefined) {
    value = await askTabsForValue(channel);
    if (value === undefined) return undefined;
    adoptPageValue(stores, value);
  }
  serveTabs(channel, { value: () => value, sessionOver: () => leave('ended') });
  return currentSession();
}

/** The session that was opened. */
export function currentSession(): CurrentSession {
  return {
    pageValue: () => value,
    end: (why) => {
      if (isOver) return;
      channel?.postMessage({ kind: 'sessionOver' });
      leave(why);
    },
  };
}

/** Goes to the login; what stood in the page is gone with it. */
export function leave(why?: 'ended' | 'loggedOut'): void {
  if (isOver) return;
  isOver = true;
  value = undefined;
  forgetPageValue(stores);
  location.replace(loginAddress(location.pathname + location.search, why));
}
