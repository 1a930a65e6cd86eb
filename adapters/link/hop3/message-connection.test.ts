import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import {
  type AgentMessage,
  agentMessage,
  type ControllerMessage,
  controllerMessage,
} from '@interlock/node-api';
import { WebSocket, WebSocketServer } from 'ws';
import { within } from '../loopback-fakes.ts';
import type { ProvedPeer } from '../security.ts';
import { messageConnection, type Timing } from './message-connection.ts';

const peer: ProvedPeer = {
  kind: 'certificate',
  id: 'other',
  thumbprint: 'T'.repeat(43),
  verify: () => false,
};
const peers = { prove: () => assert.fail(), recheck: () => undefined };

// Both ends of a WebSocket, without certificates.
async function sockets(t: TestContext): Promise<{ readonly one: WebSocket; readonly other: WebSocket }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const { port } = server.address() as { readonly port: number };
  const one = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(one, 'open');
  const [other] = (await accepted) as [WebSocket];
  t.after(() => {
    one.terminate();
    server.close();
  });
  return { one, other };
}

/** Time that passes when a test says so. */
function fakeTiming(): Timing & { pass(ms: number): void; readonly beats: number[] } {
  const beats: number[] = [];
  let nowMs = 0;
  let beat = (): void => undefined;
  return {
    beats,
    now: () => nowMs,
    every: (ms, run) => {
      beats.push(ms);
      beat = run;
      return () => undefined;
    },
    pass: (ms) => {
      nowMs += ms;
      beat();
    },
  };
}

test('an end that says nothing for 30 seconds is cut, and not before', async (t) => {
  const { one, other } = await sockets(t);
  // Whoever reads nothing answers no ping.
  other.pause();
  const timing = fakeTiming();
  const connection = messageConnection<ControllerMessage, AgentMessage>(one, {
    peer,
    peers,
    shape: agentMessage,
    timing,
  });
  assert.deepEqual(timing.beats, [10_000]);
  for (let round = 0; round < 3; round++) timing.pass(10_000);
  assert.ok(await connection.send({ kind: 'ack', eventId: 1 }));
  timing.pass(1);
  assert.deepEqual(await within(connection.closed, 'the cut'), {
    by: 'fault',
    reason: 'the other end is silent',
  });
  assert.equal(await connection.send({ kind: 'ack', eventId: 2 }), false);
});

test('answered pings keep a connection alive over which nothing is said', async (t) => {
  const { one } = await sockets(t);
  const timing = fakeTiming();
  const connection = messageConnection<ControllerMessage, AgentMessage>(one, {
    peer,
    peers,
    shape: agentMessage,
    timing,
  });
  for (let round = 0; round < 10; round++) {
    const pong = once(one, 'pong');
    timing.pass(10_000);
    await within(pong, 'the answer');
  }
  assert.ok(await connection.send({ kind: 'ack', eventId: 1 }));
});

test('while the reader takes nothing, the silence is ours and nobody is cut for it', async (t) => {
  const { one, other } = await sockets(t);
  const timing = fakeTiming();
  const connection = messageConnection<AgentMessage, ControllerMessage>(one, {
    peer,
    peers,
    shape: controllerMessage,
    timing,
  });
  for (let eventId = 1; eventId <= 500; eventId++) other.send(JSON.stringify({ kind: 'ack', eventId }));
  while (!one.isPaused) await new Promise((resolve) => setImmediate(resolve));
  timing.pass(3_600_000);
  const seen: number[] = [];
  for await (const message of connection.received) {
    if (message.kind === 'ack') seen.push(message.eventId);
    if (seen.length === 500) break;
  }
  assert.equal(seen.at(-1), 500);
  timing.pass(1);
  assert.ok(await connection.send({ kind: 'refused', problem: { code: 'Internal', message: 'x' } }));
});

test('a binary message ends the connection', async (t) => {
  const { one, other } = await sockets(t);
  const connection = messageConnection<AgentMessage, ControllerMessage>(one, {
    peer,
    peers,
    shape: controllerMessage,
  });
  other.send(Buffer.from('{"kind":"ack","eventId":1}'), { binary: true });
  assert.match((await within(connection.closed, 'the end')).reason, /binary/);
});
