import assert from 'node:assert/strict';
import { request } from 'node:https';
import { connect as connectTcp } from 'node:net';
import { describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { createHttpsAuthority, issueHttpsCredential, randomBytes, tlsMaterialOf } from '@interlock/trust';
import { fakeCockpit } from './testing/fake-cockpit.ts';
import { rawRequest } from './testing/raw-request.ts';

const publicUrl = new URL('https://localhost:4443');

async function certificate() {
  const root = await createHttpsAuthority(publicUrl, Date.now(), randomBytes);
  return {
    ca: root.certificate,
    tls: tlsMaterialOf(await issueHttpsCredential(root, publicUrl, Date.now(), randomBytes)),
  };
}

interface SecureAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly protocol: string | null;
}

function secureRequest(port: number, ca: string, more: object = {}): Promise<SecureAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<SecureAnswer>();
  const sent = request(
    { host: 'localhost', port, path: '/joc/api/interlock/health', ca, agent: false, ...more },
    (answer) => {
      const protocol = (answer.socket as TLSSocket).getProtocol();
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, protocol }));
    },
  );
  sent.on('error', reject);
  sent.end();
  return promise;
}

describe('the listeners', () => {
  it('HTTP in clear is refused anywhere but on loopback, with the reason', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'cockpit.example', '127.0.0.1.example', ''])
      await assert.rejects(
        fakeCockpit({ http: { host, port: 0 } }),
        /passwords and tokens would cross the network in clear/,
      );
  });

  it('HTTPS and HTTP serve the same calls, and both are closed', async () => {
    const { ca, tls } = await certificate();
    const cockpit = await fakeCockpit({
      https: { host: '127.0.0.1', port: 0, tls },
      http: { host: '127.0.0.1', port: 0 },
    });
    const [https, http] = await cockpit.server.listen();
    assert.deepEqual([https?.kind, http?.kind], ['https', 'http']);
    const secure = await secureRequest(https?.port ?? 0, ca);
    assert.deepEqual([secure.status, secure.protocol], [200, 'TLSv1.3']);
    assert.equal((await rawRequest(http?.port ?? 0, 'GET', '/joc/api/interlock/health')).status, 200);
    await cockpit.server.close();
    await assert.rejects(secureRequest(https?.port ?? 0, ca), { code: 'ECONNREFUSED' });
    await assert.rejects(rawRequest(http?.port ?? 0, 'GET', '/joc/api/interlock/health'), {
      code: 'ECONNREFUSED',
    });
  });

  it('TLS below 1.2 is refused, and stays refused after a change of the certificate', async () => {
    const first = await certificate();
    const second = await certificate();
    const cockpit = await fakeCockpit({ https: { host: '127.0.0.1', port: 0, tls: first.tls } });
    const [listening] = await cockpit.server.listen();
    const port = listening?.port ?? 0;
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' };
    await assert.rejects(secureRequest(port, first.ca, old));
    cockpit.server.useCertificate(second.tls);
    await assert.rejects(secureRequest(port, first.ca), /certificate/);
    assert.equal((await secureRequest(port, second.ca)).status, 200);
    await assert.rejects(secureRequest(port, second.ca, old));
    await cockpit.server.close();
  });

  it('a client that never ends its headers is cut', async () => {
    const cockpit = await fakeCockpit({
      http: { host: '127.0.0.1', port: 0 },
      limits: { headersTimeoutMs: 50, requestTimeoutMs: 100 },
    });
    const [listening] = await cockpit.server.listen();
    for (const sent of [
      'POST /joc/api/touch HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
      'POST /joc/api/authentication/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\n{',
    ]) {
      const socket = connectTcp(listening?.port ?? 0, '127.0.0.1');
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.on('data', () => undefined);
      socket.write(sent);
      await promise;
    }
    await cockpit.server.close();
  });

  it('a request with two lengths or two hosts, or with more headers than allowed, reaches no call', async () => {
    const cockpit = await fakeCockpit({ http: { host: '127.0.0.1', port: 0 } });
    const [listening] = await cockpit.server.listen();
    const head = 'POST /joc/api/touch HTTP/1.1\r\nHost: localhost\r\nX-Access-Token: good\r\n';
    for (const rest of [
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x',
      `X-Big: ${'a'.repeat(20_000)}\r\n\r\n`,
      `${'X-More: 1\r\n'.repeat(99)}\r\n`,
      'Host: evil.example\r\n\r\n',
    ]) {
      const answer = await rawText(listening?.port ?? 0, head + rest);
      assert.match(answer, /^HTTP\/1\.1 4\d\d /);
    }
    assert.deepEqual(cockpit.reached, []);
    await cockpit.server.close();
  });
});

function rawText(port: number, text: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connectTcp(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (piece) => {
    answer += piece.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => resolve(answer));
  socket.write(text);
  return promise;
}
