import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aLogin, aSession, named } from '../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../testing/testkit/memory-iam.ts';
import type { ThrottleKey } from './throttling/throttle-store.ts';
import { tidyUp } from './tidy-up.ts';

test('what has ended or is more than may be kept is removed, and the ended sessions are named', async () => {
  const { read, change } = memoryIam();
  await change(async ({ sessions, devices, throttle, loginHistory }) => {
    await sessions.add(aSession('idle'));
    await sessions.add(aSession('live', { lastUsedAtMs: 1_400 }));
    await devices.save({ markHash: 'm', accountName: named('ada'), endsAtMs: 1_400 }, 20);
    for (const [key, inRow] of [
      ['one', 1],
      ['two', 2],
    ] as const)
      await throttle.save({ key: key as ThrottleKey, recentMs: [], inRow, lastMs: 1 });
    await loginHistory.add(aLogin('old', { atMs: 100 }));
    await loginHistory.add(aLogin('young', { atMs: 900 }));
  });
  assert.deepEqual(await change((ports) => tidyUp(ports, 1_450, { countersMax: 1 }, 1_000)), ['idle']);
  assert.deepEqual(
    (await read.sessions.list(1_450)).map(({ id }) => id),
    ['live'],
  );
  assert.equal(await read.devices.knows('m', named('ada'), 0), false);
  assert.deepEqual(
    (await read.throttle.atLeast(0)).map(({ key }) => key),
    ['two'],
  );
  assert.deepEqual(
    (await read.loginHistory.list({ limit: 9 })).map(({ id }) => id),
    ['young'],
  );
});
