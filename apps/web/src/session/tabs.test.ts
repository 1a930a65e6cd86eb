import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askTabsForValue, serveTabs, type TabChannel, type TabMessage } from './tabs.ts';

/** Channels that hear each other and not themselves, as a BroadcastChannel does. */
function channels(count: number): readonly TabChannel[] {
  const all: TabChannel[] = Array.from({ length: count }, () => ({
    onmessage: null,
    postMessage(message: TabMessage) {
      for (const one of all) if (one !== this) one.onmessage?.({ data: message });
    },
    close: () => {},
  }));
  return all;
}

const value = 'A'.repeat(43);

test('a new tab gets the value from an open one', async () => {
  const [open, fresh] = channels(2) as [TabChannel, TabChannel];
  serveTabs(open, { value: () => value, sessionOver: () => {} });
  assert.equal(await askTabsForValue(fresh), value);
});

test('where no tab is open, or none has the value, there is none', async () => {
  const [open, fresh] = channels(2) as [TabChannel, TabChannel];
  assert.equal(await askTabsForValue(fresh, 1), undefined);
  serveTabs(open, { value: () => undefined, sessionOver: () => {} });
  assert.equal(await askTabsForValue(fresh, 1), undefined);
});

test('an answer that is no page value is not taken', async () => {
  const [open, fresh] = channels(2) as [TabChannel, TabChannel];
  open.onmessage = () => open.postMessage({ kind: 'value', value: 'x' });
  assert.equal(await askTabsForValue(fresh, 1), undefined);
});

test('when the session is over in one tab, the others hear of it', () => {
  const [one, other] = channels(2) as [TabChannel, TabChannel];
  let over = 0;
  serveTabs(other, { value: () => value, sessionOver: () => over++ });
  one.postMessage({ kind: 'sessionOver' });
  assert.equal(over, 1);
});
