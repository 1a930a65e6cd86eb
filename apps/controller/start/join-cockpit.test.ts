import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, Secret, silentLog, succeed } from '@interlock/base';
import type { JoinWaiting } from '@interlock/node-api';
import { type JoinCockpitPorts, joinCockpit } from './join-cockpit.ts';

const grant = { ca: 'ca', certificates: [], peerId: 'cockpit' };

// Tokens are read as `role id`.
function world(tokens: readonly string[]) {
  const waits: { readonly waiting: JoinWaiting; readonly end: () => void }[] = [];
  const stored: unknown[] = [];
  const later = Promise.withResolvers<Secret>();
  const given = [...tokens.map((token) => Promise.resolve(new Secret(token))), later.promise];
  const ports: JoinCockpitPorts = {
    controllerId: 'controller',
    address: '127.0.0.1:0',
    nextToken: async () => given.shift() ?? new Promise(() => undefined),
    readToken: (token) => {
      const [role, id = ''] = token.reveal().split(' ');
      const isRole = role === 'agent' || role === 'controller';
      return isRole ? succeed({ role, id, fingerprint: 'print' }) : refuse(problem('JoinRefused'));
    },
    waitForJoin: (waiting, signal) =>
      new Promise((resolve) => {
        waits.push({ waiting, end: () => resolve(succeed(undefined)) });
        signal.addEventListener('abort', () => resolve(refuse(problem('Internal', 'ended'))));
      }),
    requests: [
      { purpose: 'server', csr: 's' },
      { purpose: 'client', csr: 'c' },
    ],
    store: async (one, fingerprint) => {
      stored.push([one, fingerprint]);
      return succeed(undefined);
    },
    listening: () => undefined,
    log: silentLog,
  };
  const stop = new AbortController();
  return { waits, stored, later, stop, joined: joinCockpit(ports, stop.signal) };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

test('a Controller joins with a request for each direction and the fingerprint of its token', async () => {
  const { joined, stored, waits } = world(['controller controller']);
  await until(() => waits.length === 1);
  assert.deepEqual(
    waits[0]?.waiting.requests.map(({ purpose }) => purpose),
    ['server', 'client'],
  );
  await waits[0]?.waiting.store(grant);
  waits[0]?.end();
  assert.ok((await joined).ok);
  assert.deepEqual(stored, [[grant, 'print']]);
});

test('a newer token takes the place of the one before', async () => {
  const { joined, later, waits } = world(['controller controller']);
  await until(() => waits.length === 1);
  later.resolve(new Secret('controller controller'));
  await until(() => waits.length === 2);
  waits[1]?.end();
  assert.ok((await joined).ok);
});

test('a token for another program, or one that was cut, is refused, and nobody listens', async () => {
  for (const token of ['controller other', 'agent controller', 'con']) {
    const { joined, waits } = world([token]);
    const answer = await joined;
    assert.equal(answer.ok ? '' : answer.problem.code, 'JoinRefused', token);
    assert.equal(waits.length, 0);
  }
});

test('a stop ends the wait', async () => {
  const { joined, stop, waits } = world(['controller controller']);
  await until(() => waits.length === 1);
  stop.abort();
  assert.ok(!(await joined).ok);
});
