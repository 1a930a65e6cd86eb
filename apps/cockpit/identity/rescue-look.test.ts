import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Log, type LogFields, silentLog } from '@interlock/base';
import { rescuedFact } from '@interlock/iam';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { rescueLook } from './rescue-look.ts';

test('a rescue from outside is warned of once, and the Identity Services are looked at each time', async (t) => {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  const said: (readonly [string, LogFields])[] = [];
  const log: Log = { ...silentLog, warn: (event, fields = {}) => void said.push([event, fields]) };
  const printed: string[] = [];
  let looks = 0;
  const look = rescueLook({
    store,
    identityServices: {
      look: async () => {
        looks += 1;
      },
    },
    log,
    progress: (text) => void printed.push(text),
  });
  await look();
  assert.deepEqual([said, printed], [[], []]);
  await store.change(({ facts }) => facts.set(rescuedFact, JSON.stringify({ account: 'ada', atMs: 0 })));
  await look();
  await look();
  assert.deepEqual(said, [
    ['access was given back by interlock rescue', { account: 'ada', at: '1970-01-01T00:00:00.000Z' }],
  ]);
  assert.equal(printed.length, 1);
  assert.equal(looks, 3);
  await store.change(({ facts }) => facts.set(rescuedFact, JSON.stringify({ account: 'bob', atMs: 1 })));
  await look();
  assert.equal(said.length, 2, 'the next one is told too');
});
