import { type LeaveReason, loginAddress } from './next-page.ts';
import { pageStores } from './page-stores.ts';
import { adoptPageValue, forgetPageValue, readPageValue } from './page-value.ts';
import { endReason, type SessionEnds } from './session-end.ts';
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
let known: SessionEnds | undefined;

/** Takes down when the session ends, so that it can be said afterwards why it did. */
export function knowEnds(ends: SessionEnds): void {
  known = ends;
}

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
  const reason: LeaveReason | undefined = why === 'ended' ? endReason(known, Date.now()) : why;
  location.replace(loginAddress(location.pathname + location.search, reason));
}
