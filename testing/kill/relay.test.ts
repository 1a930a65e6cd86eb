import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { startRelay } from './relay.ts';

/** A server that answers each text with the same in capitals, and a relay to it. */
async function relayedEcho(t: TestContext) {
  const heard: string[] = [];
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      heard.push(String(chunk));
      server.emit('heard');
      socket.write(String(chunk).toUpperCase());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const relay = await startRelay((server.address() as AddressInfo).port);
  const callers: Socket[] = [];
  t.after(async () => {
    for (const socket of [...callers, ...held]) socket.destroy();
    await relay.close();
    server.close();
  });
  const call = async () => {
    const socket = connect(relay.port, '127.0.0.1');
    callers.push(socket);
    await once(socket, 'connect');
    return socket;
  };
  return { server, heard, relay, call };
}

test('requests and answers pass', async (t) => {
  const { call } = await relayedEcho(t);
  const socket = await call();
  socket.write('one');
  assert.equal(String((await once(socket, 'data'))[0]), 'ONE');
});

test('while it withholds, requests arrive and answers do not; a reset ends the connection and lets new ones pass', async (t) => {
  const { call, heard, relay, server } = await relayedEcho(t);
  const socket = await call();
  let answers = 0;
  socket.on('data', () => answers++);
  relay.withhold();
  const arrived = once(server, 'heard');
  socket.write('two');
  await arrived;
  assert.deepEqual(heard, ['two']);
  relay.reset();
  await once(socket, 'close');
  assert.equal(answers, 0);
  const next = await call();
  next.write('three');
  assert.equal(String((await once(next, 'data'))[0]), 'THREE');
});
