import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed } from '@interlock/base';
import { type OwnKind, ownCertificates } from './own-certificates.ts';

function world(due: readonly OwnKind[] = []) {
  const credentials = new Map<OwnKind, string>([
    ['controllerServer', 'old server'],
    ['controllerClient', 'old client'],
  ]);
  let made = 0;
  const certificates = ownCertificates<string, string>({
    current: (kind) => credentials.get(kind) ?? '',
    isDue: (credential) => due.some((kind) => credentials.get(kind) === credential),
    expiresAtMs: () => 7,
    createRequest: async () => ({ key: `key ${++made}`, csr: `csr ${made}` }),
    accept: (kind, key, certificate, ca) =>
      certificate === 'bad'
        ? refuse(problem('CertificateRefused'))
        : succeed(`${kind} ${key} ${certificate} ${ca}`),
    replace: async (renewed) => {
      for (const [kind, credential] of renewed) credentials.set(kind, credential);
    },
  });
  return { certificates, credentials };
}

const server = { kind: 'controllerServer' } as const;
const client = { kind: 'controllerClient' } as const;

test('requests are made for what is due, or for all', async () => {
  const { certificates } = world(['controllerClient']);
  assert.deepEqual(await certificates.requests(false), [{ owner: client, csr: 'csr 1', expiresAtMs: 7 }]);
  const all = await certificates.requests(true);
  assert.deepEqual(
    all.map(({ owner }) => owner),
    [server, client],
  );
});

test('certificates are installed for the keys that were asked for, once', async () => {
  const { certificates, credentials } = world();
  await certificates.requests(true);
  const given = [
    { owner: server, certificate: 'a' },
    { owner: client, certificate: 'b' },
  ];
  assert.ok((await certificates.install('ca', given)).ok);
  assert.deepEqual([...credentials.values()], ['controllerServer key 1 a ca', 'controllerClient key 2 b ca']);
  assert.ok(!(await certificates.install('ca', given)).ok);
});

test('one bad certificate leaves all as it was', async () => {
  const { certificates, credentials } = world();
  await certificates.requests(true);
  const given = [
    { owner: server, certificate: 'a' },
    { owner: client, certificate: 'bad' },
  ];
  assert.ok(!(await certificates.install('ca', given)).ok);
  assert.deepEqual([...credentials.values()], ['old server', 'old client']);
});

test('a certificate that nobody asked for is refused', async () => {
  const { certificates } = world();
  assert.ok(!(await certificates.install('ca', [{ owner: server, certificate: 'a' }])).ok);
  const agent = { kind: 'agentServer', agentId: 'agent' } as const;
  assert.ok(!(await certificates.install('ca', [{ owner: agent, certificate: 'a' }])).ok);
});
