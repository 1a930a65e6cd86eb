import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { problem, type Result, refuse, Secret, succeed, unwrap } from '@interlock/base';
import type { JoinGrant, JoinWaiting } from '@interlock/node-api';
import { fakeCa, within } from '../loopback-fakes.ts';
import { joinDialler } from './join-dialler.ts';
import type { JoinProofs } from './join-security.ts';
import { type JoinWaiterOptions, joinWaiter, wrongProofsMax } from './join-waiter.ts';

const never = new AbortController().signal;
const proofs: JoinProofs = {
  exporterLabel: 'EXPORTER-interlock-test',
  prove: (token, exporter, side) =>
    createHmac('sha256', token.reveal()).update(side).update(exporter).digest('base64url'),
  verify: (token, exporter, side, proof) =>
    timingSafeEqual(Buffer.from(proofs.prove(token, exporter, side)), Buffer.from(proof)),
};
const grant: Omit<JoinGrant, 'kind'> = {
  ca: 'ca',
  certificates: [{ purpose: 'server', certificate: 'leaf' }],
  peerId: 'controller',
};

interface Waiting {
  readonly address: string;
  readonly outcome: Promise<Result<void>>;
  readonly stored: Omit<JoinGrant, 'kind'>[];
  readonly wrong: number[];
  /** The address of the next listener, after one has closed. */
  reopened(): Promise<string>;
}

async function waitingAgent(
  t: TestContext,
  change: Partial<JoinWaiting> = {},
  options: Partial<JoinWaiterOptions> = {},
): Promise<Waiting> {
  const identity = await (await fakeCa()).issue('interlock://nobody/x', 'server');
  const stored: Omit<JoinGrant, 'kind'>[] = [];
  const wrong: number[] = [];
  const addresses: ((address: string) => void)[] = [];
  const reopened = (): Promise<string> => {
    const { promise, resolve } = Promise.withResolvers<string>();
    addresses.push(resolve);
    return within(promise, 'the listener');
  };
  const first = reopened();
  const stop = new AbortController();
  t.after(() => stop.abort());
  const wait = joinWaiter({
    proofs,
    selfSigned: () => identity,
    refused: (_address, count) => wrong.push(count),
    ...options,
  });
  const outcome = wait(
    {
      role: 'agent',
      id: 'agent',
      address: '127.0.0.1:0',
      token: new Secret('token'),
      requests: [{ purpose: 'server', csr: 'csr' }],
      store: async (given) => {
        stored.push(given);
        return succeed(undefined);
      },
      listening: (address) => addresses.shift()?.(address),
      ...change,
    },
    stop.signal,
  );
  return { address: await first, outcome, stored, wrong, reopened };
}

function dial(address: string, change: { readonly token?: string; readonly id?: string } = {}) {
  const token = new Secret(change.token ?? 'token');
  return joinDialler(proofs)({ role: 'agent', id: change.id ?? 'agent', address, token }, never);
}

test('both sides prove the token, the certificates are stored, and the listener is gone', async (t) => {
  const agent = await waitingAgent(t);
  const dialled = unwrap(await dial(agent.address));
  assert.deepEqual(dialled.request, {
    id: 'agent',
    role: 'agent',
    requests: [{ purpose: 'server', csr: 'csr' }],
  });
  assert.ok((await dialled.grant(grant)).ok);
  assert.ok((await within(agent.outcome, 'the join')).ok);
  assert.deepEqual(agent.stored, [grant]);
  const late = await dial(agent.address);
  assert.equal(late.ok ? '' : late.problem.code, 'AgentUnreachable');
});

test('a wrong token is refused and counted, and the right one is still welcome', async (t) => {
  const agent = await waitingAgent(t);
  for (let count = 1; count < wrongProofsMax; count++) {
    const refused = await dial(agent.address, { token: 'guess' });
    assert.equal(refused.ok ? '' : refused.problem.code, 'JoinRefused');
  }
  assert.deepEqual(agent.wrong, [1, 2, 3, 4]);
  const dialled = unwrap(await dial(agent.address));
  assert.ok((await dialled.grant(grant)).ok);
});

test('after five wrong tokens the listener is closed for a while, and then opens again', async (t) => {
  const agent = await waitingAgent(t, {}, { closedMs: 20 });
  const again = agent.reopened();
  for (let count = 0; count < wrongProofsMax; count++) await dial(agent.address, { token: `guess ${count}` });
  const address = await again;
  const dialled = unwrap(await dial(address));
  assert.ok((await dialled.grant(grant)).ok);
  assert.ok((await within(agent.outcome, 'the join')).ok);
});

test('one dialler wins: another with the same token is refused meanwhile, and welcome when the first gives up', async (t) => {
  const agent = await waitingAgent(t);
  const first = unwrap(await dial(agent.address));
  const second = await dial(agent.address);
  assert.match(second.ok ? '' : second.problem.message, /Another one/);
  first.close();
  let third = await dial(agent.address);
  while (!third.ok) third = await dial(agent.address);
  assert.ok((await third.value.grant(grant)).ok);
  assert.equal(agent.stored.length, 1);
});

test('a program that does not know the token, or is another one, gets no certificate', async (t) => {
  const agent = await waitingAgent(t);
  const other = await dial(agent.address, { id: 'agent2' });
  assert.match(other.ok ? '' : other.problem.message, /is the agent agent/);
  const lying: JoinProofs = { ...proofs, verify: () => true, prove: () => 'x'.repeat(43) };
  const impostor = await waitingAgent(t, {}, { proofs: lying });
  const refused = await dial(impostor.address);
  assert.match(refused.ok ? '' : refused.problem.message, /does not know the join token/);
  assert.deepEqual([agent.stored, impostor.stored], [[], []]);
});

test("a side's own proof sent back to it proves nothing", async (t) => {
  const echo: JoinProofs = {
    ...proofs,
    prove: (token, exporter) => proofs.prove(token, exporter, 'dialler'),
  };
  const agent = await waitingAgent(t, {}, { proofs: echo });
  const refused = await dial(agent.address);
  assert.equal(refused.ok ? '' : refused.problem.code, 'JoinRefused');
});

test('certificates that can not be stored are told to the dialler, and the join goes on waiting', async (t) => {
  const answers: Result<void>[] = [
    refuse(problem('InvalidInput', 'The CA is another one.')),
    succeed(undefined),
  ];
  const agent = await waitingAgent(t, { store: async () => answers.shift() ?? succeed(undefined) });
  const first = await unwrap(await dial(agent.address)).grant(grant);
  assert.match(first.ok ? '' : first.problem.message, /The CA is another one/);
  const missing = await unwrap(await dial(agent.address)).grant({
    ...grant,
    certificates: [{ purpose: 'client', certificate: 'x' }],
  });
  assert.match(missing.ok ? '' : missing.problem.message, /server certificate is missing/);
  assert.ok((await unwrap(await dial(agent.address)).grant(grant)).ok);
  assert.ok((await within(agent.outcome, 'the join')).ok);
});

test('a stranger who says nothing sensible is cut, and the next one is heard', async (t) => {
  const agent = await waitingAgent(t);
  const [host = '', port = ''] = agent.address.split(':');
  const plain = connect({ host, port: Number(port) });
  plain.on('error', () => undefined);
  plain.write('GET / HTTP/1.1\r\n\r\n');
  for (const text of ['{}\n', 'x'.repeat(100_000), '\n\n\n\n\n\n\n\n', '{"kind":"joinGrant"}\n']) {
    const socket: TLSSocket = connectTls({ host, port: Number(port), rejectUnauthorized: false });
    const closed = Promise.withResolvers<void>();
    socket.on('error', () => undefined);
    socket.once('close', () => closed.resolve());
    socket.resume();
    socket.write(text);
    await within(closed.promise, 'the cut');
  }
  assert.ok((await unwrap(await dial(agent.address)).grant(grant)).ok);
  assert.deepEqual(agent.wrong, []);
  plain.destroy();
});

test('the wait ends with its signal, and an address in use is said', async (t) => {
  const stop = new AbortController();
  const agent = await waitingAgent(t);
  const identity = await (await fakeCa()).issue('interlock://nobody/x', 'server');
  const waiting: JoinWaiting = {
    role: 'agent',
    id: 'agent',
    address: agent.address,
    token: new Secret('token'),
    requests: [{ purpose: 'server', csr: 'csr' }],
    store: async () => succeed(undefined),
  };
  const wait = joinWaiter({ proofs, selfSigned: () => identity, refused: () => undefined });
  const busy = await wait(waiting, stop.signal);
  assert.match(busy.ok ? '' : busy.problem.message, /can not be used/);
  const free = wait({ ...waiting, address: '127.0.0.1:0' }, stop.signal);
  stop.abort();
  assert.ok(!(await within(free, 'the end')).ok);
});
