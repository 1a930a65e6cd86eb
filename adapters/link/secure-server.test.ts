import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { succeed, unwrap } from '@interlock/base';
import { handlers, hop2World } from './hop2/hop2.fakes.ts';
import { hostAndPort } from './listen.ts';
import { within } from './loopback-fakes.ts';

/** Twice as many as may be open whose other end is not proved. */
const floodCount = 512;

const never = new AbortController().signal;

async function flood(t: TestContext, open: () => Socket): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (let at = 0; at < floodCount; at++) {
    const socket = open();
    socket.on('error', () => undefined);
    socket.resume();
    sockets.push(socket);
    if (at % 64 === 63) await once(socket, 'connect');
  }
  return sockets;
}

test('a flood of connections that say nothing keeps nobody out who shows a good certificate', async (t) => {
  const world = await hop2World(t, { handlers: handlers({ agents: async () => succeed({ agents: [] }) }) });
  const target = hostAndPort(world.server.address);
  const sockets = await flood(t, () => connect(target));
  unwrap(await within(world.client().call('agents', {}, {}, never), 'an answer'));
  const cut = sockets.filter((socket) => socket.destroyed || socket.readableEnded).length;
  assert.ok(cut >= floodCount / 2, `${cut} were cut`);
  assert.ok(sockets.at(-1)?.destroyed === false, 'the newest were not');
});

test('nor does a flood of handshakes, and a connection that is proved is not cut by it', async (t) => {
  const world = await hop2World(t, { handlers: handlers({ agents: async () => succeed({ agents: [] }) }) });
  const client = world.client();
  unwrap(await client.call('agents', {}, {}, never));
  const target = { ...hostAndPort(world.server.address), rejectUnauthorized: false };
  await flood(t, () => connectTls(target));
  unwrap(await within(client.call('agents', {}, {}, never), 'an answer on the open connection'));
  unwrap(await within(world.client().call('agents', {}, {}, never), 'an answer on a new one'));
});
