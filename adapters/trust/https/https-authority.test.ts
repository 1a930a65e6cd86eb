import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, isIP } from 'node:net';
import { test } from 'node:test';
import { checkServerIdentity, connect, createServer } from 'node:tls';
import { randomBytes } from '../digests.ts';
import { type Credential, tlsMaterialOf } from '../keys/credential.ts';
import {
  createHttpsAuthority,
  isHttpsAuthorityFit,
  isHttpsCredentialFit,
  issueHttpsCredential,
} from './https-authority.ts';

const dayMs = 24 * 3_600_000;
const local = new URL('https://localhost:4443');
const root = await createHttpsAuthority(local, Date.now(), randomBytes);

/** What a client that trusts a root finds when it looks for a host: a welcome, or why it gives up. */
async function visit(credential: Credential, trusted: string, host: string): Promise<string> {
  const { key, certificate } = tlsMaterialOf(credential);
  const server = createServer({ key, cert: certificate }, (socket) =>
    socket.on('error', () => {}).end('welcome'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { promise, resolve } = Promise.withResolvers<string>();
  // All hosts stand on loopback here: the certificate is what is tried.
  const socket = connect({
    host: '127.0.0.1',
    port,
    ca: trusted,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    checkServerIdentity: (_dialled, shown) => checkServerIdentity(host, shown),
  });
  socket.setEncoding('utf8').on('data', resolve);
  socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  const met = await promise;
  socket.destroy();
  server.close();
  return met;
}

test('who trusts the root reaches the Cockpit on all its loopback addresses', async () => {
  const credential = await issueHttpsCredential(root, local, Date.now(), randomBytes);
  assert.equal(await visit(credential, root.certificate, 'localhost'), 'welcome');
  assert.equal(await visit(credential, root.certificate, '127.0.0.1'), 'welcome');
  assert.equal(await visit(credential, root.certificate, '::1'), 'welcome');
});

test('who trusts another root does not', async () => {
  const credential = await issueHttpsCredential(root, local, Date.now(), randomBytes);
  const other = await createHttpsAuthority(local, Date.now(), randomBytes);
  assert.equal(await visit(credential, other.certificate, 'localhost'), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
});

const elsewhere: readonly [what: string, publicUrl: string, host: string][] = [
  ['another host', 'https://bank.example', 'bank.example'],
  ['an address', 'https://192.0.2.7', '192.0.2.7'],
];

for (const [what, publicUrl, host] of elsewhere) {
  test(`the root can vouch for no other host: ${what}`, async () => {
    const stolen = await issueHttpsCredential(root, new URL(publicUrl), Date.now(), randomBytes);
    assert.match(
      await visit(stolen, root.certificate, host),
      /PERMITTED_VIOLATION|EXCLUDED_VIOLATION|UNSPECIFIED|permitted subtree/i,
    );
  });
}

const publicUrls = ['https://cockpit.example.org', 'https://192.0.2.7:8443', 'https://[2001:db8::7]'];

for (const text of publicUrls) {
  test(`a public address has a root for itself alone: ${text}`, async () => {
    const publicUrl = new URL(text);
    const own = await createHttpsAuthority(publicUrl, Date.now(), randomBytes);
    const credential = await issueHttpsCredential(own, publicUrl, Date.now(), randomBytes);
    assert.equal(isHttpsCredentialFit(credential, own, publicUrl, Date.now()), true);
    if (!text.includes('['))
      assert.equal(await visit(credential, own.certificate, publicUrl.hostname), 'welcome');
    const stolen = await issueHttpsCredential(own, local, Date.now(), randomBytes);
    assert.notEqual(await visit(stolen, own.certificate, 'localhost'), 'welcome');
    assert.notEqual(await visit(stolen, own.certificate, '127.0.0.1'), 'welcome');
  });
}

test('another public address asks for another root and another certificate', async () => {
  const moved = new URL('https://cockpit.example.org');
  const credential = await issueHttpsCredential(root, local, Date.now(), randomBytes);
  assert.equal(isHttpsAuthorityFit(root, local, Date.now()), true);
  assert.equal(isHttpsAuthorityFit(root, new URL('https://localhost:9999'), Date.now()), true);
  assert.equal(isHttpsAuthorityFit(root, moved, Date.now()), false);
  assert.equal(isHttpsCredentialFit(credential, root, moved, Date.now()), false);
});

test('a certificate of the root before is not fit', async () => {
  const credential = await issueHttpsCredential(root, local, Date.now(), randomBytes);
  const next = await createHttpsAuthority(local, Date.now(), randomBytes);
  assert.equal(isHttpsCredentialFit(credential, next, local, Date.now()), false);
});

test('the certificate is renewed in time, and so is the root', async () => {
  const credential = await issueHttpsCredential(root, local, Date.now(), randomBytes);
  assert.equal(isHttpsCredentialFit(credential, root, local, Date.now() + 59 * dayMs), true);
  assert.equal(isHttpsCredentialFit(credential, root, local, Date.now() + 61 * dayMs), false);
  assert.equal(isHttpsAuthorityFit(root, local, Date.now() + 3_600 * dayMs), false);
});
