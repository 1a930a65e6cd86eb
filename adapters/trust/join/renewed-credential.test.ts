import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import { createCertificateRequest } from '../certificates/certificate-request.ts';
import {
  type CertificateOwner,
  createProgramAuthority,
  programAuthority,
} from '../certificates/program-authority.ts';
import { randomBytes } from '../digests.ts';
import { createSigningKey } from '../keys/signing-key.ts';
import { owners, programWorld } from '../program-world.ts';
import { acceptRenewal } from './renewed-credential.ts';

const world = await programWorld();
const held = await world.credentialOf(owners.agent);
const nowMs = Date.now();
const privateKey = createSigningKey();

async function issued(owner: CertificateOwner, { key = privateKey, authority = world.authority } = {}) {
  return unwrap(await authority.issue(owner, await createCertificateRequest(key)));
}

const asked = { privateKey, authority: world.ca.certificate, usage: 'server', nowMs } as const;

test('a certificate of the same CA and name for the key of the request is taken', async () => {
  const certificate = await issued(owners.agent);
  assert.deepEqual(acceptRenewal(held, { ...asked, certificate }), {
    ok: true,
    value: { privateKey, certificate, authority: world.ca.certificate },
  });
});

test('another name is refused, also that of the same Agent under another Controller', async () => {
  for (const owner of [
    { ...owners.agent, agentId: 'agent2' },
    { ...owners.agent, controllerId: 'other' },
    owners.controllerServer,
  ]) {
    const refused = acceptRenewal(held, { ...asked, certificate: await issued(owner) });
    assert.match(refused.ok ? '' : refused.problem.message, /names somebody else/);
  }
});

test('another key, another direction and what is no certificate are refused', async () => {
  const certificate = await issued(owners.agent, { key: createSigningKey() });
  const refused = acceptRenewal(held, { ...asked, certificate });
  assert.match(refused.ok ? '' : refused.problem.message, /for another key/);
  const mine = await issued(owners.agent);
  assert.ok(!acceptRenewal(held, { ...asked, certificate: mine, usage: 'client' }).ok);
  assert.ok(!acceptRenewal(held, { ...asked, certificate: 'nonsense' }).ok);
});

test('another CA is refused, whichever certificate it is said to be of', async () => {
  const strange = await programWorld();
  const certificate = await issued(owners.agent, { authority: strange.authority });
  for (const authority of [strange.ca.certificate, world.ca.certificate]) {
    const refused = acceptRenewal(held, { ...asked, certificate, authority });
    assert.equal(refused.ok ? '' : refused.problem.code, 'CertificateRefused');
  }
});

test('a CA that only bears the name of the installation is refused', async () => {
  const twin = await createProgramAuthority(world.installation, nowMs, randomBytes);
  const authority = unwrap(programAuthority(twin, { now: Date.now, randomBytes }));
  const certificate = await issued(owners.agent, { authority });
  const refused = acceptRenewal(held, { ...asked, certificate, authority: twin.certificate });
  assert.match(refused.ok ? '' : refused.problem.message, /the CA is not the one/);
});
