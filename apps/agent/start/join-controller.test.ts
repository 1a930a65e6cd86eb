import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, Secret, silentLog, succeed } from '@interlock/base';
import type { JoinWaiting } from '@interlock/node-api';
import { until } from '../agent.fakes.ts';
import { type JoinControllerPorts, joinController } from './join-controller.ts';

const certificates = [{ purpose: 'server' as const, certificate: 'leaf' }];
const grant = { ca: 'ca', certificates, peerId: 'controller' };

/** Tokens are read as `role id`. */
function world(change: Partial<JoinControllerPorts> = {}) {
  const tokens: ((token: Secret) => void)[] = [];
  const waits: { readonly waiting: JoinWaiting; readonly signal: AbortSignal; end(): void }[] = [];
  const stored: unknown[] = [];
  const ports: JoinControllerPorts = {
    agentId: 'agent',
    address: '127.0.0.1:0',
    nextToken: (signal) =>
      new Promise((resolve, reject) => {
        tokens.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    readToken(token) {
      const [role, id = ''] = token.reveal().split(' ');
      return role === 'agent' || role === 'controller'
        ? succeed({ role, id, fingerprint: 'print' })
        : refuse(problem('JoinRefused', 'not whole'));
    },
    waitForJoin: (waiting, signal) =>
      new Promise((resolve) => {
        waits.push({ waiting, signal, end: () => resolve(succeed(undefined)) });
        signal.addEventListener('abort', () => resolve(refuse(problem('Internal', 'ended'))));
      }),
    createRequest: async () => 'csr',
    store: async (given, fingerprint) => {
      stored.push([given, fingerprint]);
      return succeed(undefined);
    },
    listening: () => {},
    log: silentLog,
    ...change,
  };
  const ending = new AbortController();
  return { ports, tokens, waits, stored, ending, joined: joinController(ports, ending.signal) };
}

test('the Agent joins with its request and the fingerprint of its token', async () => {
  const { joined, stored, tokens, waits } = world();
  await until('it asks for a token', () => tokens.length === 1);
  tokens[0]?.(new Secret('agent agent'));
  await until('it waits', () => waits.length === 1);
  const { waiting } = waits[0] ?? assert.fail();
  assert.deepEqual(waiting.requests, [{ purpose: 'server', csr: 'csr' }]);
  await waiting.store(grant);
  waits[0]?.end();
  assert.ok((await joined).ok);
  assert.deepEqual(stored, [[grant, 'print']]);
});

test('a newer token takes the place of the one before', async () => {
  const { joined, tokens, waits } = world();
  await until('it asks for a token', () => tokens.length === 1);
  tokens[0]?.(new Secret('agent agent'));
  await until('it waits, and listens for a newer one', () => waits.length === 1 && tokens.length === 2);
  tokens[1]?.(new Secret('agent agent'));
  await until('it waits anew', () => waits.length === 2);
  assert.ok(waits[0]?.signal.aborted);
  waits[1]?.end();
  assert.ok((await joined).ok);
});

for (const [what, token] of [
  ['for another Agent', 'agent other'],
  ['for a Controller', 'controller agent'],
  ['that was cut', 'ag'],
] as const) {
  test(`a token ${what} is refused, and nothing is listened to`, async () => {
    const { joined, tokens, waits } = world();
    await until('it asks for a token', () => tokens.length === 1);
    tokens[0]?.(new Secret(token));
    const result = await joined;
    assert.equal(result.ok ? undefined : result.problem.code, 'JoinRefused');
    assert.equal(waits.length, 0);
  });
}

test('an address that can not be used ends it with the reason', async () => {
  const taken = refuse(problem('Internal', 'The address 127.0.0.1:4445 can not be used.'));
  const { joined, tokens } = world({ waitForJoin: async () => taken });
  await until('it asks for a token', () => tokens.length === 1);
  tokens[0]?.(new Secret('agent agent'));
  assert.deepEqual(await joined, taken);
});

test('a stop ends the wait', async () => {
  const { ending, joined, tokens, waits } = world();
  await until('it asks for a token', () => tokens.length === 1);
  tokens[0]?.(new Secret('agent agent'));
  await until('it waits', () => waits.length === 1);
  ending.abort();
  assert.ok(!(await joined).ok);
});
