import { isPageValue } from './page-value.ts';

/** What the tabs of one browser say to each other about the session. */
export type TabMessage =
  | { readonly kind: 'whoHasTheValue' }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'sessionOver' };

/** What is used of a `BroadcastChannel`. */
export interface TabChannel {
  postMessage(message: TabMessage): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  close(): void;
}

/** The name of the channel. */
export const tabChannelName = 'interlock.session';

/** Asks the open tabs for the page value; without an answer in time there is none. */
export function askTabsForValue(channel: TabChannel, waitMs = 250): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => answer(undefined), waitMs);
    const answer = (value: string | undefined) => {
      clearTimeout(timer);
      channel.onmessage = null;
      resolve(value);
    };
    channel.onmessage = ({ data }) => {
      const message = data as Partial<{ kind: string; value: unknown }> | null;
      if (message?.kind === 'value' && isPageValue(message.value)) answer(message.value);
    };
    channel.postMessage({ kind: 'whoHasTheValue' });
  });
}

/** Answers other tabs, and hears from them when the session is over. */
export function serveTabs(
  channel: TabChannel,
  tab: { readonly value: () => string | undefined; readonly sessionOver: () => void },
): void {
  channel.onmessage = ({ data }) => {
    const kind = (data as Partial<TabMessage> | null)?.kind;
    const value = tab.value();
    if (kind === 'whoHasTheValue' && value !== undefined) channel.postMessage({ kind: 'value', value });
    if (kind === 'sessionOver') tab.sessionOver();
  };
}
