import assert from 'node:assert/strict';
import { constants, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type ConnectionOptions, connect, createServer, type Server, type TLSSocket } from 'node:tls';
import { randomBytes } from '../digests.ts';
import { forgeLeaf } from '../forged-certificates.ts';
import { createJoinCertificate } from '../join/join-certificate.ts';
import { tokenProofs } from '../join/join-proofs.ts';
import { type Credential, tlsMaterialOf } from '../keys/credential.ts';
import { owners, programWorld } from '../program-world.ts';
import { verifyPeer } from './verify-peer.ts';

const world = await programWorld();
const other = await programWorld();

/** What each end of a connection found about the other; the handshake itself refuses nothing. */
interface Meeting {
  readonly serverFound: string;
  readonly clientFound: string;
  readonly protocol: string | null;
}

let server: Server;
let found: PromiseWithResolvers<string>;
const server1 = await world.credentialOf(owners.agent);

before(async () => {
  server = createServer({
    ...material(server1),
    minVersion: 'TLSv1.3',
    secureOptions: constants.SSL_OP_NO_TICKET,
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('tlsClientError', (error) => found?.resolve(`tls: ${error.message}`));
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy());
    found?.resolve(judge(socket, 'controller', 'client'));
    socket.end('x');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

after(() => void server.close());

function material(credential: Credential): { key: string; cert: string } {
  const { key, certificate } = tlsMaterialOf(credential);
  return { key, cert: certificate };
}

function judge(socket: TLSSocket, role: 'controller' | 'agent', usage: 'server' | 'client'): string {
  // An end without a certificate gives an empty object.
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
  if (raw === undefined) return 'none';
  const verified = verifyPeer(raw, world.expecting(role, usage));
  return verified.ok ? 'accepted' : verified.problem.reason;
}

async function meet(options: ConnectionOptions): Promise<Meeting> {
  found = Promise.withResolvers<string>();
  const { port } = server.address() as AddressInfo;
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
  const shaken = Promise.withResolvers<string>();
  socket.once('secureConnect', () => shaken.resolve(judge(socket, 'agent', 'server')));
  socket.once('error', (error) => shaken.resolve(`tls: ${error.message}`));
  const clientFound = await shaken.promise;
  const protocol = socket.getProtocol();
  const serverFound = await found.promise;
  socket.destroy();
  return { serverFound, clientFound, protocol };
}

test('Controller and Agent accept each other over TLS 1.3', async () => {
  const controller = await world.credentialOf(owners.controllerClient);
  assert.deepEqual(await meet(material(controller)), {
    serverFound: 'accepted',
    clientFound: 'accepted',
    protocol: 'TLSv1.3',
  });
});

const strangers: readonly [what: string, reason: string, credential: () => Promise<Credential>][] = [
  ['the Cockpit, where the Controller is expected', 'name', () => world.credentialOf(owners.cockpit)],
  [
    'the Controller with the certificate of its other direction',
    'extendedKeyUsage',
    () => world.credentialOf(owners.controllerServer),
  ],
  ['an Agent that speaks as Controller', 'extendedKeyUsage', () => world.credentialOf(owners.agent)],
  ['a Controller of another installation', 'issuer', () => other.credentialOf(owners.controllerClient)],
  [
    'a Controller of another id',
    'name',
    () => world.credentialOf({ kind: 'controllerClient', controllerId: 'second' }),
  ],
  [
    'an expired certificate',
    'expired',
    () =>
      forgeLeaf(world.ca, {
        uri: world.uriOf('controller'),
        usages: ['1.3.6.1.5.5.7.3.2'],
        notBeforeMs: Date.now() - 7_200_000,
        notAfterMs: Date.now() - 1_000,
      }),
  ],
  [
    'a certificate of a CA',
    'authority',
    () =>
      forgeLeaf(world.ca, {
        uri: world.uriOf('controller'),
        usages: ['1.3.6.1.5.5.7.3.2'],
        isAuthority: true,
      }),
  ],
];

for (const [what, reason, credential] of strangers) {
  test(`over TLS, ${what} is refused: ${reason}`, async () => {
    assert.equal((await meet(material(await credential()))).serverFound, reason);
  });
}

test('over TLS, a certificate that signed itself is refused, and so is none at all', async () => {
  const { key, certificate } = await createJoinCertificate(Date.now(), randomBytes);
  assert.equal((await meet({ key, cert: certificate })).serverFound, 'issuer');
  assert.equal((await meet({})).serverFound, 'none');
});

test('a peer without TLS 1.3 gets no connection', async () => {
  const met = await meet({
    ...material(await world.credentialOf(owners.controllerClient)),
    maxVersion: 'TLSv1.2',
  });
  assert.match(met.serverFound, /^tls: /);
  assert.match(met.clientFound, /^tls: /);
});

test('no session is resumed: each connection shows its certificate', async () => {
  const controller = material(await world.credentialOf(owners.controllerClient));
  let session: Buffer | undefined;
  const { port } = server.address() as AddressInfo;
  found = Promise.withResolvers<string>();
  const first = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...controller });
  first.on('session', (given: Buffer) => {
    session = given;
  });
  first.resume();
  await once(first, 'close');
  found = Promise.withResolvers<string>();
  const second = connect({
    host: '127.0.0.1',
    port,
    rejectUnauthorized: false,
    ...controller,
    ...(session === undefined ? {} : { session }),
  });
  await once(second, 'secureConnect');
  assert.equal(second.isSessionReused(), false);
  assert.equal(await found.promise, 'accepted');
  second.destroy();
});

test('a key that belongs to another certificate makes no connection', async () => {
  const { certificate } = await world.credentialOf(owners.controllerClient);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.throws(() => connect({ port: 1, ...material({ privateKey, certificate }) }));
});

test('a join proof fits the connection over which it is made, and no other', async () => {
  const { key, certificate } = await createJoinCertificate(Date.now(), randomBytes);
  const proofs = tokenProofs(Date.now);
  const token = world.authority.joinToken({ role: 'agent', id: 'agent', expiresAtMs: Date.now() + 60_000 });
  const waiter = createServer({ key, cert: certificate, minVersion: 'TLSv1.3' });
  waiter.listen(0, '127.0.0.1');
  await once(waiter, 'listening');
  const [oneEnd, otherEnd] = await pairOf(waiter);
  const [thirdEnd] = await pairOf(waiter);
  const dialler = proofs.prove(token, exporterOf(oneEnd, proofs.exporterLabel), 'dialler');
  assert.equal(proofs.verify(token, exporterOf(otherEnd, proofs.exporterLabel), 'dialler', dialler), true);
  assert.equal(proofs.verify(token, exporterOf(otherEnd, proofs.exporterLabel), 'waiter', dialler), false);
  assert.equal(proofs.verify(token, exporterOf(thirdEnd, proofs.exporterLabel), 'dialler', dialler), false);
  for (const end of ends.splice(0)) end.destroy();
  waiter.close();
});

const ends: TLSSocket[] = [];

async function pairOf(waiter: Server): Promise<readonly [TLSSocket, TLSSocket]> {
  const accepted = once(waiter, 'secureConnection');
  const { port } = waiter.address() as AddressInfo;
  const dialled = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  const [socket] = (await accepted) as [TLSSocket];
  for (const end of [dialled, socket]) end.on('error', () => end.destroy());
  ends.push(dialled, socket);
  return [dialled, socket];
}

function exporterOf(socket: TLSSocket, label: string): Uint8Array {
  return socket.exportKeyingMaterial(32, label, Buffer.alloc(0));
}
