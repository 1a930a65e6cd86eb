import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { named } from '../../../testing/conformance/iam-samples.ts';
import { type CounterChanges, countersOf, countFailure, countSuccess } from './count-try.ts';
import { decideTry, type ThrottleDecision, type TryLoad } from './decide-try.ts';
import { accountCounter, accountOfCounter, type LoginTry, throttleKeys } from './throttle-keys.ts';
import { type ThrottleSettings, throttleDefaults } from './throttle-settings.ts';
import type { ThrottleCounter, ThrottleKey } from './throttle-store.ts';

const minute = 60_000;
const idle: TryLoad = { waiting: 0, inFlight: 0 };

/** Throttling with its counters, as a store would keep them. */
function world(settings: ThrottleSettings = throttleDefaults) {
  const kept = new Map<ThrottleKey, ThrottleCounter>();
  let nowMs = 1_000_000;
  const counters = (from: LoginTry) => countersOf(throttleKeys(from)).flatMap((key) => kept.get(key) ?? []);
  const store = ({ save, remove }: CounterChanges) => {
    for (const counter of save) kept.set(counter.key, counter);
    for (const key of remove) kept.delete(key);
  };
  return {
    kept,
    later: (ms: number) => {
      nowMs += ms;
    },
    decide: (from: LoginTry, load = idle): ThrottleDecision =>
      decideTry(throttleKeys(from), counters(from), settings, nowMs, load),
    fail: (from: LoginTry, times = 1) => {
      for (let count = 0; count < times; count++)
        store(countFailure(throttleKeys(from), counters(from), settings, nowMs));
    },
    succeed: (from: LoginTry) => store(countSuccess(throttleKeys(from), counters(from), settings)),
  };
}

const ada: LoginTry = { accountName: named('ada'), address: '192.0.2.1' };
const elsewhere: LoginTry = { ...ada, address: '198.51.100.1' };
const bob: LoginTry = { ...ada, accountName: named('bob') };
const device: LoginTry = { ...ada, knownDevice: 'mark' };

test('from the third failure on each try waits, twice as long each time, up to 32 s', () => {
  const { decide, fail } = world();
  const waits = Array.from({ length: 10 }, () => {
    const decision = decide(ada);
    fail(ada);
    return decision.kind === 'admitted' ? decision.waitMs / 1_000 : decision.kind;
  });
  assert.deepEqual(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 32]);
});

test('failures from other networks count for the account too', () => {
  const { decide, fail } = world();
  fail(ada, 2);
  fail(elsewhere, 2);
  assert.deepEqual(decide({ ...ada, address: '203.0.113.1' }), { kind: 'admitted', waitMs: 2_000 });
});

test('failures of other names from the same network make nobody wait', () => {
  const { decide, fail } = world();
  fail(bob, 50);
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 0 });
});

test('after fifteen minutes without failure nobody waits', () => {
  const { decide, fail, later } = world();
  fail(ada, 8);
  later(15 * minute - 1);
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 32_000 });
  later(1);
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 0 });
});

test('the window slides: each failure leaves it by itself', () => {
  const { decide, fail, later } = world();
  for (let count = 0; count < 4; count++) {
    fail(ada);
    later(5 * minute);
  }
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 0 });
  fail(ada);
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 1_000 });
});

test('while four wait, the next is refused at once', () => {
  const { decide, fail } = world();
  fail(ada, 3);
  assert.equal(decide(ada, { waiting: 3, inFlight: 0 }).kind, 'admitted');
  assert.equal(decide(ada, { waiting: 4, inFlight: 0 }).kind, 'crowded');
});

test('after a hundred failures in a row the account is locked out, also a day later and from anywhere', () => {
  const { decide, fail, later } = world();
  fail(ada, 99);
  assert.equal(decide(ada).kind, 'admitted');
  fail(elsewhere);
  assert.equal(decide(ada).kind, 'lockedOut');
  later(24 * 60 * minute);
  assert.equal(decide({ ...ada, address: '2001:db8::1' }).kind, 'lockedOut');
});

test('tries that are still being verified count towards the ceiling', () => {
  const { decide, fail } = world();
  fail(ada, 97);
  assert.equal(decide(ada, { waiting: 0, inFlight: 2 }).kind, 'admitted');
  assert.equal(decide(ada, { waiting: 0, inFlight: 3 }).kind, 'lockedOut');
});

test('an administrator lifts a lock-out by removing the counter of the account', () => {
  const { decide, fail, kept } = world();
  fail(ada, 100);
  assert.equal(accountOfCounter(accountCounter(named('ada'))), 'ada');
  kept.delete(accountCounter(named('ada')));
  fail(elsewhere);
  kept.delete(accountCounter(named('ada')));
  assert.equal(decide({ ...ada, address: '203.0.113.1' }).kind, 'admitted');
});

test('a success clears what its own pair has failed, there and in the account', () => {
  const { decide, fail, succeed, kept } = world();
  fail(ada, 5);
  succeed(ada);
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 0 });
  assert.equal(kept.has(accountCounter(named('ada'))), false);
});

test('a success clears nothing of other networks', () => {
  const { decide, fail, succeed } = world();
  fail(elsewhere, 99);
  fail(ada, 1);
  succeed(ada);
  assert.equal(decide(elsewhere).kind, 'admitted');
  fail(elsewhere, 1);
  assert.equal(decide(elsewhere).kind, 'lockedOut');
});

test('who owns an account can not reset what he fails on others', () => {
  const { decide, fail, succeed } = world();
  for (let count = 0; count < 100; count++) {
    fail(ada);
    succeed(bob);
  }
  assert.equal(decide(ada).kind, 'lockedOut');
});

test('a known device is neither locked out nor slowed down by strangers, nor do they wait in its line', () => {
  const { decide, fail } = world();
  fail(elsewhere, 250);
  assert.deepEqual(decide(device, { waiting: 0, inFlight: 0 }), { kind: 'admitted', waitMs: 0 });
});

test('a known device has waits and a ceiling of its own', () => {
  const { decide, fail } = world();
  fail(device, 4);
  assert.deepEqual(decide(device), { kind: 'admitted', waitMs: 2_000 });
  assert.deepEqual(decide(ada), { kind: 'admitted', waitMs: 0 });
  fail(device, 95);
  assert.equal(decide(device).kind, 'admitted');
  fail(device, 1);
  // From here on it is a stranger: its failures count for the account.
  fail(device, 100);
  assert.equal(decide(device).kind, 'lockedOut');
});

test('a success of a known device clears its own failures and leaves those of strangers', () => {
  const { decide, fail, succeed } = world();
  fail(elsewhere, 100);
  fail(device, 5);
  succeed(device);
  assert.deepEqual(decide(device), { kind: 'admitted', waitMs: 0 });
  assert.equal(decide(elsewhere).kind, 'lockedOut');
});

test('more than 300 failures from one network are throttled, whatever the names, also for known devices', () => {
  const { decide, fail, later } = world();
  for (let count = 0; count < 300; count++)
    fail({ accountName: named(`user${count}`), address: '192.0.2.9' });
  assert.equal(decide(ada).kind, 'admitted');
  later(minute);
  fail(bob);
  assert.deepEqual(decide(ada), { kind: 'throttled', retryAfterSeconds: 14 * 60 });
  assert.equal(decide(device).kind, 'throttled');
  assert.equal(decide(elsewhere).kind, 'admitted');
  later(14 * minute);
  assert.equal(decide(ada).kind, 'admitted');
});

test('a login that claims no name is counted by its network alone', () => {
  const { decide, fail, kept } = world();
  const nameless = { address: '192.0.2.1' };
  fail(nameless, 200);
  assert.deepEqual(decide(nameless), { kind: 'admitted', waitMs: 0 });
  assert.equal(kept.size, 1);
  fail(nameless, 101);
  assert.equal(decide(nameless).kind, 'throttled');
});

test('neighbours in one /24 and one /64 are one network', () => {
  const { decide, fail } = world();
  for (let count = 0; count < 301; count++) fail({ address: `192.0.2.${count % 256}` });
  assert.equal(decide({ address: '192.0.2.77' }).kind, 'throttled');
  for (let count = 0; count < 301; count++) fail({ address: `2001:db8:0:1::${count.toString(16)}` });
  assert.equal(decide({ address: '2001:db8:0:1:ffff::' }).kind, 'throttled');
  assert.equal(decide({ address: '2001:db8:0:2::' }).kind, 'admitted');
});

test('counters stay small, however many failures there are', () => {
  const { fail, kept } = world();
  fail(ada, 2_000);
  for (const { recentMs } of kept.values()) assert.ok(recentMs.length <= 301);
});

test('a failure never makes a try easier, and a success of others never does', () => {
  const rank = (decision: ThrottleDecision) =>
    decision.kind === 'admitted' ? decision.waitMs : decision.kind === 'lockedOut' ? 1e6 : 1e9;
  const deeds = fc.array(fc.tuple(fc.constantFrom('fail', 'succeed'), fc.constantFrom(bob, elsewhere, ada)), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(deeds, (script) => {
      const { decide, fail, succeed } = world({ ...throttleDefaults, failuresInRowMax: 20 });
      for (const [deed, who] of script) {
        const before = rank(decide(ada));
        if (deed === 'fail') fail(who);
        else if (who !== ada) succeed(who);
        if (who !== elsewhere || deed === 'fail') assert.ok(rank(decide(ada)) >= before);
      }
    }),
  );
});
