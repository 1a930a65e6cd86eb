import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemTimers } from './timers.ts';

test('a timer calls back once', async () => {
  await new Promise<void>((resolve) => systemTimers.after(0, resolve));
});

test('a delay beyond what Node takes does not call back at once', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const dayMs = 86_400_000;
  let calls = 0;
  systemTimers.after(365 * dayMs, () => calls++);
  const passDays = (days: number) => {
    for (let day = 0; day < days; day++) t.mock.timers.tick(dayMs);
  };
  passDays(364);
  assert.equal(calls, 0);
  // The test's clock rounds each of the steps up to the tick in which it ends.
  passDays(1 + 16);
  assert.equal(calls, 1);
});

test('a long delay can be cancelled in its middle', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let calls = 0;
  const cancel = systemTimers.after(365 * 86_400_000, () => calls++);
  t.mock.timers.tick(100 * 86_400_000);
  cancel();
  t.mock.timers.tick(400 * 86_400_000);
  assert.equal(calls, 0);
});
