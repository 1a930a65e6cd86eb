import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type Log, type LogFields, silentLog } from '@interlock/base';
import { hop2World } from './hop2.fakes.ts';

const never = new AbortController().signal;

function recording(): { readonly log: Log; readonly told: (readonly [string, LogFields])[] } {
  const told: (readonly [string, LogFields])[] = [];
  const write = (event: string, fields: LogFields = {}) => void told.push([event, fields]);
  return { told, log: { ...silentLog, info: write, warn: write } };
}

async function bothEnds(t: TestContext) {
  const controller = recording();
  const cockpit = recording();
  const world = await hop2World(t, { tlsLog: controller.log });
  return { world, controller, cockpit };
}

test('both ends say who was there, by which protocol, once for each connection', async (t) => {
  const { world, controller, cockpit } = await bothEnds(t);
  const client = world.client({ tlsLog: cockpit.log });
  await client.call('state', {}, {}, never);
  await client.call('state', {}, {}, never);
  const of = ({ told }: typeof controller) =>
    told.map(([event, { hop, peer, protocol }]) => [event, hop, peer, protocol]);
  assert.deepEqual(of(cockpit), [['handshake accepted', 2, 'controller', 'TLSv1.3']]);
  assert.deepEqual(of(controller), [['handshake accepted', 2, 'cockpit', 'TLSv1.3']]);
});

test('a peer of another name is refused with the reason', async (t) => {
  const { world, cockpit } = await bothEnds(t);
  const other = world.ca.check('interlock://controller.test/another', 'server');
  const answer = await world.client({ tlsLog: cockpit.log, peers: other }).call('state', {}, {}, never);
  assert.equal(answer.ok, false);
  const [[event, fields] = assert.fail()] = cockpit.told;
  assert.equal(event, 'handshake refused');
  assert.deepEqual([fields.hop, fields.reason], [2, 'CertificateRefused']);
});

test('whoever speaks no TLS is refused, and said', async (t) => {
  const { world, controller } = await bothEnds(t);
  const [host, port] = world.server.address.split(':');
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = connect(Number(port), host, () => socket.write('GET / HTTP/1.1\r\n\r\n'));
  socket.on('error', () => undefined);
  socket.on('close', () => resolve());
  await promise;
  const [[event, fields] = assert.fail()] = controller.told;
  assert.deepEqual([event, fields.hop], ['handshake refused', 2]);
});
