import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { unwrap } from '@interlock/base';
import { randomBytes, thumbprintOf } from '../digests.ts';
import { createHttpsAuthority, issueHttpsCredential } from '../https/https-authority.ts';
import { acceptGrant, identityOf } from '../join/joined-credential.ts';
import { createSigningKey, cryptoKeysOf } from '../keys/signing-key.ts';
import { owners, programWorld } from '../program-world.ts';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from '../x509-library.ts';
import { createCertificateRequest } from './certificate-request.ts';
import { derOf } from './create-authority.ts';
import { createProgramAuthority, programAuthority } from './program-authority.ts';
import { readLeaf } from './read-leaf.ts';
import { expiryMs, needsRenewal } from './renewal.ts';
import { verifyPeer } from './verify-peer.ts';

const world = await programWorld();
const run = promisify(execFile);
const openssl = await run('openssl', ['version']).then(
  () => true,
  () => false,
);
const dayMs = 24 * 3_600_000;

test('names, usages, subject and CA that a request asks for are ignored', async () => {
  const privateKey = createSigningKey();
  const greedy = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=cockpit, O=admins',
    keys: cryptoKeysOf(privateKey),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new BasicConstraintsExtension(true, 3, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.3']),
      new SubjectAlternativeNameExtension([
        { type: 'url', value: world.uriOf('cockpit') },
        { type: 'dns', value: 'bank.example' },
      ]),
    ],
  });
  const certificate = unwrap(await world.authority.issue(owners.agent, greedy.toString('pem')));
  const facts = readLeaf(derOf(certificate));
  assert.deepEqual(facts?.uris, [world.uriOf('agent')]);
  assert.equal(facts?.namesCount, 1);
  assert.deepEqual(facts?.extendedKeyUsages, ['1.3.6.1.5.5.7.3.1']);
  assert.equal(facts?.isAuthority, false);
  assert.equal(new X509Certificate(certificate).subject, 'CN=Interlock Agent');
  assert.equal(verifyPeer(derOf(certificate), world.expecting('agent', 'server')).ok, true);
});

test('a request whose sender does not hold the key is refused', async () => {
  const good = await createCertificateRequest(createSigningKey());
  const der = Buffer.from(good.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const other = createPublicKey(createSigningKey()).export({ type: 'spki', format: 'der' });
  const at = der.indexOf(other.subarray(0, 26));
  assert.ok(at > 0);
  other.copy(der, at);
  const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
  const issued = await world.authority.issue(owners.agent, forged);
  assert.ok(!issued.ok && /does not hold its key/.test(issued.problem.message));
});

test('a request with another kind of key, or that is none, is refused', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=x',
    keys: {
      privateKey: rsa.privateKey.toCryptoKey(algorithm, true, ['sign']),
      publicKey: rsa.publicKey.toCryptoKey(algorithm, true, ['verify']),
    },
    signingAlgorithm: algorithm,
  });
  for (const csr of [
    request.toString('pem'),
    'x',
    '',
    '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
  ])
    assert.equal((await world.authority.issue(owners.agent, csr)).ok, false);
});

test('an id that has no canonical form gets no certificate', async () => {
  const csr = await createCertificateRequest(createSigningKey());
  for (const agentId of ['', 'a/b', 'a b', '../x', 'a\u0000', 'x'.repeat(300)])
    assert.equal((await world.authority.issue({ ...owners.agent, agentId }, csr)).ok, false, agentId);
});

test('a certificate lives 90 days from five minutes ago, with a serial number of its own', async () => {
  const nowMs = Date.UTC(2030, 0, 1);
  const authority = unwrap(programAuthority(world.ca, { now: () => nowMs, randomBytes }));
  const csr = await createCertificateRequest(createSigningKey());
  const issued = new X509Certificate(unwrap(await authority.issue(owners.agent, csr)));
  const again = new X509Certificate(unwrap(await authority.issue(owners.agent, csr)));
  assert.equal(issued.validFromDate.getTime(), nowMs - 300_000);
  assert.equal(issued.validToDate.getTime(), nowMs + 90 * dayMs);
  assert.notEqual(issued.serialNumber, again.serialNumber);
});

test('a certificate never outlives its CA', async () => {
  const nowMs = Date.now() + 3_649 * dayMs;
  const authority = unwrap(programAuthority(world.ca, { now: () => nowMs, randomBytes }));
  const csr = await createCertificateRequest(createSigningKey());
  assert.equal(expiryMs(unwrap(await authority.issue(owners.agent, csr))), expiryMs(world.ca.certificate));
});

test('a certificate is due for renewal when a third of its life is left', async () => {
  const { certificate } = await world.credentialOf(owners.agent);
  const nowMs = Date.now();
  assert.equal(needsRenewal(certificate, nowMs), false);
  assert.equal(needsRenewal(certificate, nowMs + 59 * dayMs), false);
  assert.equal(needsRenewal(certificate, nowMs + 61 * dayMs), true);
  assert.equal(needsRenewal(certificate, nowMs + 100 * dayMs), true);
});

test('the CA is known by the thumb-print that its join tokens carry', () => {
  assert.equal(world.authority.fingerprint, thumbprintOf(new X509Certificate(world.ca.certificate).raw));
  assert.equal(world.authority.installation, world.installation);
});

test('another certificate is not taken for the CA of programs', async () => {
  const root = await createHttpsAuthority(new URL('https://localhost:4443'), Date.now(), randomBytes);
  assert.equal(programAuthority(root, { now: Date.now, randomBytes }).ok, false);
});

test('what was granted is accepted from the right CA, for our key and name and direction alone', async () => {
  const credential = await world.credentialOf(owners.controllerServer);
  const { privateKey, certificate } = credential;
  const granted = {
    privateKey,
    certificate,
    authority: world.ca.certificate,
    fingerprint: world.anchor.fingerprint,
    role: 'controller',
    id: 'controller',
    usage: 'server',
    nowMs: Date.now(),
  } as const;
  assert.equal(acceptGrant(granted).ok, true);
  assert.deepEqual(identityOf(certificate), world.identities.controller);
  const stranger = await programWorld();
  const wrong = [
    { fingerprint: stranger.anchor.fingerprint },
    { authority: stranger.ca.certificate, fingerprint: stranger.anchor.fingerprint },
    { authority: certificate },
    { privateKey: createSigningKey() },
    { id: 'controller2' },
    { role: 'cockpit' as const },
    { usage: 'client' as const },
    { nowMs: Date.now() + 91 * dayMs },
    { certificate: 'x' },
    { certificate: world.ca.certificate },
    { certificate: (await stranger.credentialOf(owners.controllerServer)).certificate },
  ];
  for (const changed of wrong)
    assert.equal(acceptGrant({ ...granted, ...changed }).ok, false, JSON.stringify(changed));
});

async function withFiles(
  files: Record<string, string>,
  work: (path: (name: string) => string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-trust-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    await work((name) => join(folder, name));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('OpenSSL verifies our chains, and reads in them what we meant', { skip: !openssl }, async () => {
  const agent = await world.credentialOf(owners.agent);
  await withFiles({ 'ca.pem': world.ca.certificate, 'agent.pem': agent.certificate }, async (path) => {
    const verified = await run('openssl', [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-CAfile',
      path('ca.pem'),
      path('agent.pem'),
    ]);
    assert.match(verified.stdout, /OK/);
    await assert.rejects(
      run('openssl', ['verify', '-purpose', 'sslclient', '-CAfile', path('ca.pem'), path('agent.pem')]),
    );
    const ca = (await run('openssl', ['x509', '-in', path('ca.pem'), '-noout', '-text'])).stdout;
    assert.match(ca, /Basic Constraints: critical\s+CA:TRUE, pathlen:1/);
    assert.match(ca, /Key Usage: critical\s+Certificate Sign, CRL Sign/);
    assert.match(ca, new RegExp(`Name Constraints: critical\\s+Permitted:\\s+URI:\\.${world.installation}`));
    const leaf = (await run('openssl', ['x509', '-in', path('agent.pem'), '-noout', '-text'])).stdout;
    assert.match(leaf, /CA:FALSE/);
    assert.match(leaf, /Extended Key Usage:\s+TLS Web Server Authentication\s/);
    assert.match(leaf, new RegExp(`URI:${world.uriOf('agent')}`));
    assert.match(leaf, /Authority Key Identifier/);
  });
});

test('OpenSSL reads a request of ours', { skip: !openssl }, async () => {
  await withFiles({ 'request.pem': await createCertificateRequest(createSigningKey()) }, async (path) => {
    const checked = await run('openssl', ['req', '-in', path('request.pem'), '-verify', '-noout']);
    assert.match(checked.stdout + checked.stderr, /verify OK/i);
  });
});

test('a CA for programs can vouch for no web server and no other installation', {
  skip: !openssl,
}, async () => {
  const other = await createProgramAuthority('aaaaaaaaaaaaaaaa', Date.now(), randomBytes);
  const twin = unwrap(programAuthority(world.ca, { now: Date.now, randomBytes }));
  const web = await issueHttpsCredential(world.ca, new URL('https://bank.example'), Date.now(), randomBytes);
  await withFiles(
    { 'ca.pem': twin.certificate, 'web.pem': web.certificate, 'other.pem': other.certificate },
    async (path) => {
      await assert.rejects(
        run('openssl', ['verify', '-CAfile', path('ca.pem'), path('web.pem')]),
        /permitted subtree|excluded subtree/,
      );
    },
  );
});
