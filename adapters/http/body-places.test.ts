import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { succeed } from '@interlock/base';
import fc from 'fast-check';
import { bodyPlaceLimits, bodyPlaces } from './body-places.ts';
import { fakeCockpit } from './testing/fake-cockpit.ts';

const limits = { smallBytesMax: 10, accountBytesMax: 100, totalBytesMax: 250 };

test('an account has so much read at once, and another account is not kept waiting for it', () => {
  const places = bodyPlaces(limits);
  const first = places.take('ann', 60);
  assert.ok(first);
  assert.equal(places.take('ann', 60), undefined);
  assert.ok(places.take('ann', 40));
  assert.ok(places.take('bob', 60));
  first();
  first();
  assert.ok(places.take('ann', 60));
  assert.equal(places.take('ann', 11), undefined, 'a place is given back once');
});

test('all accounts together have so much read at once', () => {
  const places = bodyPlaces(limits);
  for (const account of ['ann', 'bob']) assert.ok(places.take(account, 100));
  assert.equal(places.take('cat', 60), undefined);
  assert.ok(places.take('cat', 50));
});

test('a small body is always taken, and so is a large one where nothing else is read', () => {
  const places = bodyPlaces(limits);
  assert.ok(places.take('ann', 1_000));
  for (let at = 0; at < 1_000; at++) assert.ok(places.take('ann', 10));
});

test('whatever is taken and given back, the sum stays within the limit', () => {
  const step = fc.record({
    account: fc.constantFrom('a', 'b', 'c'),
    bytes: fc.integer({ min: 11, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(step, fc.constant('release' as const)), { maxLength: 100 }), (steps) => {
      const places = bodyPlaces(limits);
      const open: { readonly bytes: number; readonly release: () => void }[] = [];
      for (const next of steps) {
        if (next === 'release') open.shift()?.release();
        else {
          const release = places.take(next.account, next.bytes);
          if (release !== undefined) open.push({ bytes: next.bytes, release });
        }
        assert.ok(open.reduce((sum, { bytes }) => sum + bytes, 0) <= limits.totalBytesMax);
      }
      for (const { release } of open) release();
      assert.ok(places.take('d', limits.totalBytesMax), 'everything was given back');
    }),
  );
});

test('a call with a large body beyond what may be read is told to come again, before its body is read', async (t) => {
  const cockpit = await fakeCockpit({ http: { host: '127.0.0.1', port: 0 } });
  t.after(() => cockpit.server.close());
  const [listening] = await cockpit.server.listen();
  const { promise: work, resolve: finish } = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  let running = 0;
  const many = bodyPlaceLimits.accountBytesMax / (4 * 1024 * 1024);
  cockpit.handle('orders.add', async () => {
    if (++running === many) entered.resolve();
    await work;
    return succeed({});
  });
  const large = `{"controllerId":"c","orders":[],"x":"${'x'.repeat(4 * 1024 * 1024 - 39)}"}`;
  const send = (path: string, body: string, isChunked = false) =>
    posted(listening?.port ?? 0, path, body, isChunked);
  const taken = Array.from({ length: many }, () => send('/orders/add', large));
  await entered.promise;
  for (const isChunked of [false, true]) {
    const refused = await send('/orders/add', large, isChunked);
    assert.deepEqual([refused.status, refused.retryAfter], [429, '1']);
    assert.equal((await send('/touch', '{}', isChunked)).status, 200, 'small calls go on');
  }
  finish();
  for (const answer of await Promise.all(taken)) assert.equal(answer.status, 200);
  for (let at = 0; at < 2 * many; at++)
    assert.equal((await send('/orders/add', large, at % 2 === 0)).status, 200, 'the places were given back');
});

interface Posted {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

function posted(port: number, path: string, body: string, isChunked: boolean): Promise<Posted> {
  const { promise, resolve, reject } = Promise.withResolvers<Posted>();
  const headers = {
    'x-access-token': 'good',
    'content-type': 'application/json',
    ...(isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': Buffer.byteLength(body) }),
  };
  const target = { host: '127.0.0.1', port, method: 'POST', path: `/joc/api${path}`, headers, agent: false };
  const call = request(target, (answer) => {
    answer.resume();
    const retryAfter = answer.headers['retry-after'];
    resolve({ status: answer.statusCode ?? 0, retryAfter });
  });
  call.on('error', reject);
  call.end(body);
  return promise;
}
