import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createHttpsAuthority, issueHttpsCredential, randomBytes, tlsMaterialOf } from '@interlock/trust';
import type { HttpServerOptions } from './index.ts';
import { type FakeCaller, fakeCockpit } from './testing/fake-cockpit.ts';

const strangersMax = 10;

interface Flooded {
  readonly port: number;
  /** Opens connections of strangers that send this and then nothing. */
  flood(sent: string): Promise<readonly Socket[]>;
}

/** A Cockpit with few places. */
async function smallCockpit(
  t: TestContext,
  options: Partial<HttpServerOptions<FakeCaller>>,
): Promise<Flooded> {
  const limits = { strangersMax, connectionsMax: 2 * strangersMax, ...options.limits };
  const { server } = await fakeCockpit({ ...options, limits });
  const sockets: Socket[] = [];
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return server.close();
  });
  const [listening] = await server.listen();
  const port = listening?.port ?? 0;
  return {
    port,
    async flood(sent) {
      for (let at = 0; at < 5 * strangersMax; at++) {
        const socket = connect(port, '127.0.0.1', () => socket.write(sent));
        socket.on('error', () => undefined);
        socket.resume();
        sockets.push(socket);
        await once(socket, 'connect');
      }
      return sockets;
    },
  };
}

/** Asks with a session. @returns the status, and whether it was asked over the connection that was open before. */
function touch(port: number, agent: Agent | false): Promise<{ status: number; isSameConnection: boolean }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; isSameConnection: boolean }>();
  const headers = { 'x-access-token': 'good' };
  const path = '/joc/api/touch';
  const call = request({ host: '127.0.0.1', port, method: 'POST', path, headers, agent }, (answer) => {
    answer.resume();
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, isSameConnection: call.reusedSocket }));
  });
  call.on('error', reject);
  call.end();
  return promise;
}

const floods: readonly (readonly [what: string, sent: string])[] = [
  ['say nothing', ''],
  ['never end their headers', 'POST /joc/api/touch HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
  [
    'never end their body',
    'POST /joc/api/authentication/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n' +
      'Content-Type: application/json\r\n\r\n{',
  ],
  ['ask what everybody may ask', 'GET /joc/api/interlock/health HTTP/1.1\r\nHost: localhost\r\n\r\n'],
];
for (const [what, sent] of floods)
  test(`a flood of connections that ${what} keeps nobody out, and cuts nobody who has a session`, async (t) => {
    const cockpit = await smallCockpit(t, { http: { host: '127.0.0.1', port: 0 } });
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => kept.destroy());
    assert.deepEqual(await touch(cockpit.port, kept), { status: 200, isSameConnection: false });
    const sockets = await cockpit.flood(sent);
    assert.deepEqual(await touch(cockpit.port, kept), { status: 200, isSameConnection: true });
    assert.deepEqual(await touch(cockpit.port, false), { status: 200, isSameConnection: false });
    await Promise.all(sockets.slice(0, 3 * strangersMax).map(ended));
  });

test('over HTTPS, who never ends the handshake is cut', async (t) => {
  const publicUrl = new URL('https://localhost:4443');
  const root = await createHttpsAuthority(publicUrl, Date.now(), randomBytes);
  const tls = tlsMaterialOf(await issueHttpsCredential(root, publicUrl, Date.now(), randomBytes));
  const cockpit = await smallCockpit(t, {
    https: { host: '127.0.0.1', port: 0, tls },
    limits: { headersTimeoutMs: 200, strangersMax: 1_000, connectionsMax: 1_000 },
  });
  await Promise.all((await cockpit.flood('')).map(ended));
});

/** Resolves when the other side has ended it. */
async function ended(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, 'close');
}
