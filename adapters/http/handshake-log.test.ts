import assert from 'node:assert/strict';
import { connect as connectTcp } from 'node:net';
import { test } from 'node:test';
import { connect, DEFAULT_CIPHERS } from 'node:tls';
import { type Log, type LogFields, silentLog } from '@interlock/base';
import { createHttpsAuthority, issueHttpsCredential, randomBytes, tlsMaterialOf } from '@interlock/trust';
import { fakeCockpit } from './testing/fake-cockpit.ts';

const publicUrl = new URL('https://localhost:4443');

test('each handshake with a client is said: who, by which protocol, or why not', async (t) => {
  const told: (readonly [string, LogFields])[] = [];
  const write = (event: string, fields: LogFields = {}) => void told.push([event, fields]);
  const tlsLog: Log = { ...silentLog, info: write, warn: write };
  const root = await createHttpsAuthority(publicUrl, Date.now(), randomBytes);
  const tls = tlsMaterialOf(await issueHttpsCredential(root, publicUrl, Date.now(), randomBytes));
  const { server } = await fakeCockpit({ https: { host: '127.0.0.1', port: 0, tls }, tlsLog });
  t.after(() => server.close());
  const [{ port } = assert.fail()] = await server.listen();
  const closed = (open: () => { on(event: 'close' | 'error', heard: () => void): unknown }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const socket = open();
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    return promise;
  };
  const good = { host: '127.0.0.1', port, servername: 'localhost', ca: root.certificate };
  await closed(() => {
    const socket = connect(good, () => socket.end());
    return socket;
  });
  const old = {
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
    ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0`,
  } as const;
  await closed(() => connect({ ...good, ...old }));
  await closed(() => {
    const socket = connectTcp(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n\r\n'));
    return socket;
  });
  const [accepted, tooOld, plain] = told;
  assert.equal(told.length, 3);
  assert.deepEqual(
    [accepted?.[0], accepted?.[1].hop, accepted?.[1].address, accepted?.[1].protocol],
    ['handshake accepted', 1, '127.0.0.1', 'TLSv1.3'],
  );
  assert.deepEqual([tooOld?.[0], tooOld?.[1].reason], ['handshake refused', 'ERR_SSL_UNSUPPORTED_PROTOCOL']);
  assert.deepEqual([plain?.[0], plain?.[1].reason], ['handshake refused', 'ERR_SSL_HTTP_REQUEST']);
});
