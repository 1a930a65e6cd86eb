import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed } from '@interlock/base';
import { agentCertificate } from './agent-certificate.ts';

/** A credential is the text `key/certificate`; one whose certificate is `bad` is refused. */
function world({ isDue = true } = {}) {
  const stored: string[] = [];
  const disk = { works: true };
  let current = 'old key/old';
  let made = 0;
  const certificate = agentCertificate<string, string>({
    current: () => current,
    isDue: () => isDue,
    expiresAtMs: (credential) => credential.length,
    isOf: (given, credential) => credential.endsWith(`/${given}`),
    createRequest: async () => ({ key: `key ${++made}`, csr: `csr ${made}` }),
    accept: (key, given) =>
      given === 'bad' ? refuse(problem('CertificateRefused')) : succeed(`${key}/${given}`),
    replace: async (credential) => {
      if (!disk.works) throw new Error('the disk is full');
      stored.push(credential);
      current = credential;
    },
  });
  return { certificate, current: () => current, stored, disk };
}

test('a request is made where the certificate is due, or where all are wanted', async () => {
  const { certificate } = world({ isDue: false });
  assert.equal(await certificate.request(false), undefined);
  assert.deepEqual(await certificate.request(true), { csr: 'csr 1', expiresAtMs: 11 });
});

test('whoever asks again before the certificate came gets the same request, so that either answer fits', async () => {
  const { certificate } = world();
  const both = await Promise.all([certificate.request(false), certificate.request(false)]);
  assert.deepEqual(
    both.map((one) => one?.csr),
    ['csr 1', 'csr 1'],
  );
});

test('the certificate is stored with the key of the request, and the next request has another key', async () => {
  const { certificate, current, stored } = world();
  await certificate.request(false);
  assert.equal(current(), 'old key/old', 'a request alone changes nothing');
  assert.deepEqual(await certificate.install('ca', 'new'), succeed({ expiresAtMs: 9 }));
  assert.deepEqual(stored, ['key 1/new']);
  assert.equal((await certificate.request(false))?.csr, 'csr 2');
});

test('the same certificate again is confirmed and stored once', async () => {
  const { certificate, stored } = world();
  await certificate.request(false);
  const both = await Promise.all([certificate.install('ca', 'new'), certificate.install('ca', 'new')]);
  assert.ok(both.every(({ ok }) => ok));
  assert.equal(stored.length, 1);
});

test('a certificate that nobody asked for, or that is refused, leaves the old one', async () => {
  const { certificate, current } = world();
  assert.ok(!(await certificate.install('ca', 'new')).ok);
  await certificate.request(false);
  assert.ok(!(await certificate.install('ca', 'bad')).ok);
  assert.equal(current(), 'old key/old');
  assert.ok((await certificate.install('ca', 'new')).ok, 'the key is still there for the right one');
});

test('a disk that takes nothing leaves the old one, and a second try succeeds', async () => {
  const { certificate, current, disk } = world();
  await certificate.request(false);
  disk.works = false;
  const refused = await certificate.install('ca', 'new');
  assert.equal(refused.ok ? '' : refused.problem.code, 'StorageUnavailable');
  assert.equal(current(), 'old key/old');
  disk.works = true;
  assert.ok((await certificate.install('ca', 'new')).ok);
});
