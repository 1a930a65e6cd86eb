import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '../digests.ts';
import { type Forgery, forgeLeaf } from '../forged-certificates.ts';
import { createSigningKey } from '../keys/signing-key.ts';
import { owners, programWorld } from '../program-world.ts';
import { BasicConstraintsExtension, Extension, KeyUsageFlags } from '../x509-library.ts';
import { derOf } from './create-authority.ts';
import { programCheck } from './peer-check.ts';
import { createProgramAuthority, programAuthority } from './program-authority.ts';
import { trustAnchor } from './trust-anchor.ts';
import { type PeerExpectation, verifyPeer } from './verify-peer.ts';

const world = await programWorld();
const uri = world.uriOf('agent');
const client = '1.3.6.1.5.5.7.3.2';
const server = '1.3.6.1.5.5.7.3.1';

function reasonOf(certificatePem: string, changed: Partial<PeerExpectation> = {}): string {
  return reasonOfDer(derOf(certificatePem), changed);
}

function reasonOfDer(der: Uint8Array, changed: Partial<PeerExpectation> = {}): string {
  const verified = verifyPeer(der, { ...world.expecting('agent', 'server'), ...changed });
  return verified.ok ? 'accepted' : verified.problem.reason;
}

test('each program of an installation is accepted in its own role and direction, and nowhere else', async () => {
  const roles = {
    cockpit: 'cockpit',
    controllerServer: 'controller',
    controllerClient: 'controller',
    agent: 'agent',
  } as const;
  for (const [kind, owner] of Object.entries(owners)) {
    const { certificate } = await world.credentialOf(owner);
    for (const role of ['cockpit', 'controller', 'agent'] as const) {
      for (const usage of ['server', 'client'] as const) {
        const verified = verifyPeer(derOf(certificate), world.expecting(role, usage));
        const isOwn =
          roles[kind as keyof typeof roles] === role &&
          usage === (owner.kind.endsWith('Server') ? 'server' : 'client');
        assert.equal(verified.ok, isOwn, `${kind} as ${role} ${usage}`);
      }
    }
  }
});

test('a good certificate gives the facts that its connection is known by', async () => {
  const { certificate } = await world.credentialOf(owners.agent);
  const verified = verifyPeer(derOf(certificate), world.expecting('agent', 'server'));
  assert.ok(verified.ok);
  assert.equal(verified.value.identity.id, 'agent');
  assert.match(verified.value.thumbprint, /^[\w-]{43}$/);
  assert.match(verified.value.serialNumber, /^[4-7][0-9a-f]{31}$/);
  assert.equal(verified.value.publicKey.asymmetricKeyType, 'ec');
});

const otherInstallation = await programWorld();
const otherKey = createSigningKey();
const nulUri = `${uri}\u0000`;

const forgeries: readonly [what: string, reason: string, forgery: Forgery][] = [
  ['of another id', 'name', { uri: `${uri}2` }],
  ['of another id of the same letters in another case', 'name', { uri: uri.replace(/agent$/, 'Agent') }],
  ['of another Controller', 'name', { uri: uri.replace('agent.controller.', 'agent.controller2.') }],
  [
    'of another installation',
    'name',
    { uri: uri.replace(world.installation, otherInstallation.installation) },
  ],
  ['of a Controller, for an Agent', 'name', { uri: world.uriOf('controller') }],
  [
    'with two names',
    'name',
    {
      names: [
        { type: 'url', value: uri },
        { type: 'url', value: `${uri}2` },
      ],
    },
  ],
  [
    'with the right name twice',
    'name',
    {
      names: [
        { type: 'url', value: uri },
        { type: 'url', value: uri },
      ],
    },
  ],
  [
    'with a host besides its name',
    'name',
    {
      names: [
        { type: 'url', value: uri },
        { type: 'dns', value: 'localhost' },
      ],
    },
  ],
  ['with the name as a host', 'name', { names: [{ type: 'dns', value: uri }] }],
  ['with the name as an e-mail address', 'name', { names: [{ type: 'email', value: uri }] }],
  ['without a name', 'name', {}],
  ['with the name as its subject alone', 'name', { subject: 'CN=agent' }],
  ['with two subjects, one of them right', 'name', { subject: 'CN=eve, CN=agent' }],
  ['with a name that goes on after a NUL', 'name', { uri: nulUri }],
  ['with a trailing slash', 'name', { uri: `${uri}/` }],
  ['with an encoded letter', 'name', { uri: uri.replace(/agent$/, '%61gent') }],
  ['for the other direction', 'extendedKeyUsage', { uri, usages: [client] }],
  ['for both directions', 'extendedKeyUsage', { uri, usages: [server, client] }],
  ['for any usage', 'extendedKeyUsage', { uri, usages: ['2.5.29.37.0'] }],
  ['for code', 'extendedKeyUsage', { uri, usages: ['1.3.6.1.5.5.7.3.3'] }],
  ['for no usage', 'extendedKeyUsage', { uri, usages: [] }],
  ['of a CA', 'authority', { uri, isAuthority: true }],
  [
    'whose key may sign certificates',
    'keyUsage',
    { uri, keyUsage: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign },
  ],
  ['whose key may not sign', 'keyUsage', { uri, keyUsage: KeyUsageFlags.keyEncipherment }],
  [
    'that has expired',
    'expired',
    { uri, notBeforeMs: Date.now() - 7_200_000, notAfterMs: Date.now() - 1_000 },
  ],
  ['that is not valid yet', 'notYetValid', { uri, notBeforeMs: Date.now() + 600_000 }],
  ['with an RSA key', 'weakKey', { uri, key: 'RSA' }],
  ['with a key on another curve', 'weakKey', { uri, key: 'P-384' }],
  ['signed by another hash', 'signature', { uri, hash: 'SHA-384' }],
  ['signed by somebody else in the name of the CA', 'signature', { uri, signingKey: otherKey }],
  ['of another issuer, signed by the CA', 'issuer', { uri, issuer: 'CN=Interlock programs other' }],
  [
    'with a critical extension that nobody knows',
    'malformed',
    { uri, extra: [new Extension('1.2.3.4', true, new Uint8Array([5, 0]))] },
  ],
  [
    'with an extension that stands twice',
    'malformed',
    { uri, extra: [new BasicConstraintsExtension(false, undefined, true)] },
  ],
];

for (const [what, reason, forgery] of forgeries) {
  test(`a certificate ${what} is refused: ${reason}`, async () => {
    const { certificate } = await forgeLeaf(world.ca, forgery);
    assert.equal(reasonOf(certificate), reason);
  });
}

test('the certificate from which the bad ones are made is a good one', async () => {
  assert.equal(reasonOf((await forgeLeaf(world.ca, { uri })).certificate), 'accepted');
});

test('a forged certificate that has expired as well is refused as forged', async () => {
  const forged = await forgeLeaf(world.ca, { uri, signingKey: otherKey, notAfterMs: Date.now() - 1 });
  assert.equal(reasonOf(forged.certificate), 'signature');
});

test('a certificate of another CA is refused, even one for the same installation', async () => {
  assert.equal(reasonOf((await otherInstallation.credentialOf(owners.agent)).certificate), 'issuer');
  const twin = await createProgramAuthority(world.installation, Date.now(), randomBytes);
  const twinAuthority = programAuthority(twin, { now: Date.now, randomBytes });
  assert.ok(twinAuthority.ok);
  const { certificate } = await forgeLeaf(twin, { uri });
  // The twin bears the same name: its key gives it away, and nothing else.
  assert.equal(reasonOf(certificate), 'signature');
});

test('a leaf issues no leaf', async () => {
  const leaf = await world.credentialOf(owners.controllerServer);
  const { certificate } = await forgeLeaf(leaf, { uri });
  assert.equal(reasonOf(certificate), 'issuer');
});

test('the CA itself and a certificate that signed itself are no peers', async () => {
  assert.equal(reasonOf(world.ca.certificate), 'malformed');
  assert.equal(reasonOf(otherInstallation.ca.certificate), 'malformed');
});

test('a certificate of a CA that has expired is refused', async () => {
  const { certificate } = await world.credentialOf(owners.agent);
  const authority = { ...world.anchor, notAfterMs: Date.now() - 1 };
  assert.equal(reasonOf(certificate, { authority }), 'expired');
});

test('a revoked certificate is refused by its serial number or its thumb-print', async () => {
  const { certificate } = await world.credentialOf(owners.agent);
  const revoked: string[] = [];
  assert.equal(
    reasonOf(certificate, {
      isRevoked: ({ serialNumber, thumbprint }) => revoked.push(serialNumber, thumbprint) > 0,
    }),
    'revoked',
  );
  assert.match(revoked.join(' '), /^[0-9a-f]{32} [\w-]{43}$/);
});

test('clocks may differ by five minutes when a certificate is fresh', async () => {
  const { certificate } = await world.credentialOf(owners.agent);
  assert.equal(reasonOf(certificate, { nowMs: Date.now() - 299_000 }), 'accepted');
  assert.equal(reasonOf(certificate, { nowMs: Date.now() - 302_000 }), 'notYetValid');
});

test('what is no certificate, or more than one, is refused and never thrown', async () => {
  const { certificate } = await world.credentialOf(owners.agent);
  const der = derOf(certificate);
  const bent = [
    new Uint8Array(),
    new Uint8Array([0x30]),
    der.subarray(0, der.length - 1),
    Buffer.concat([der, new Uint8Array([0])]),
    Buffer.concat([der, der]),
    Buffer.from(certificate),
    Buffer.alloc(20_000, 0x30),
  ];
  for (const one of bent) assert.equal(reasonOfDer(one), 'malformed');
});

test('a certificate with any one byte changed is refused', async () => {
  const der = derOf((await world.credentialOf(owners.agent)).certificate);
  for (let at = 0; at < der.length; at++) {
    const bent = Buffer.from(der);
    bent[at] = (bent[at] ?? 0) ^ 0x01;
    assert.notEqual(reasonOfDer(bent), 'accepted', `byte ${at}`);
  }
});

test('only the certificate of a CA is taken as a trust anchor', async () => {
  const leaf = await world.credentialOf(owners.agent);
  assert.equal(trustAnchor(leaf.certificate).ok, false);
  assert.equal(trustAnchor('x').ok, false);
  const noSigner = await forgeLeaf(world.ca, { isAuthority: true });
  assert.equal(trustAnchor(noSigner.certificate).ok, false);
});

function checkOfAgent(changes: {
  now?: () => number;
  revoked?: Set<string>;
  anchor?: () => typeof world.anchor;
}) {
  const refusals: string[] = [];
  const check = programCheck({
    authority: changes.anchor ?? (() => world.anchor),
    identity: () => world.identities.agent,
    usage: 'server',
    now: changes.now ?? Date.now,
    isRevoked: ({ thumbprint }) => changes.revoked?.has(thumbprint) ?? false,
    refused: ({ reason }) => refusals.push(reason),
  });
  return { check, refusals };
}

test('a proved peer is refused as soon as its certificate is revoked or has expired, or its CA is gone', async () => {
  const der = derOf((await world.credentialOf(owners.agent)).certificate);
  const revoked = new Set<string>();
  let nowMs = Date.now();
  let anchor = world.anchor;
  const { check } = checkOfAgent({ now: () => nowMs, revoked, anchor: () => anchor });
  const peer = check.prove(der);
  assert.ok(peer.ok);
  assert.equal(check.recheck(peer.value), undefined);
  revoked.add(peer.value.thumbprint);
  assert.equal(check.recheck(peer.value)?.field, 'revoked');
  revoked.clear();
  nowMs += 91 * 24 * 3_600_000;
  assert.equal(check.recheck(peer.value)?.field, 'expired');
  nowMs = Date.now();
  anchor = otherInstallation.anchor;
  assert.equal(check.recheck(peer.value)?.field, 'issuer');
});

test('a peer that was never proved is not taken at the next message', () => {
  assert.equal(checkOfAgent({}).check.recheck({ thumbprint: 'x' })?.code, 'CertificateRefused');
});

test('a refusal is told with its reason', async () => {
  const { check, refusals } = checkOfAgent({});
  const forged = await forgeLeaf(world.ca, { uri, usages: [client] });
  const proved = check.prove(derOf(forged.certificate));
  assert.ok(!proved.ok && proved.problem.field === 'extendedKeyUsage');
  assert.deepEqual(refusals, ['extendedKeyUsage']);
});
