import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64url, unwrap } from '@interlock/base';
import { buildHopToken, checkHopToken, type HopClaims, parseHopToken, replayGuard } from '@interlock/hop';
import { derOf } from './certificates/create-authority.ts';
import { programCheck } from './certificates/peer-check.ts';
import { randomBytes, sha256 } from './digests.ts';
import { hopSigningKey } from './hop-signing-key.ts';
import { owners, programWorld } from './program-world.ts';

const world = await programWorld();
const nowMs = Date.now();
const bodyDigest = base64url(sha256('{}'));
const claims: HopClaims = {
  iss: 'controller',
  aud: 'agent',
  iat: nowMs / 1_000,
  exp: nowMs / 1_000 + 60,
  jti: base64url(randomBytes(16)),
  act: 'StartStep',
  bd: bodyDigest,
  sub: 'joc/ada',
};

async function peerOf(owner: (typeof owners)['controllerClient']) {
  const credential = await world.credentialOf(owner);
  const check = programCheck({
    authority: () => world.anchor,
    identity: () => world.identities.controller,
    usage: 'client',
    now: Date.now,
    isRevoked: () => false,
  });
  return { credential, peer: unwrap(check.prove(derOf(credential.certificate))) };
}

function check(token: string, key: Awaited<ReturnType<typeof peerOf>>['peer']) {
  const expectations = {
    key,
    issuer: key.id,
    audience: 'agent',
    act: 'StartStep',
    bodyDigest,
    permissions: [],
    nowMs,
    startedAtMs: nowMs - 1,
    replay: replayGuard(),
  };
  const checked = checkHopToken(unwrapParsed(token), expectations);
  return checked.ok ? 'accepted' : checked.problem.reason;
}

function unwrapParsed(token: string) {
  const parsed = parseHopToken(token);
  assert.ok(parsed.ok);
  return parsed.value;
}

test('a token signed with the key of a certificate is verified from that certificate', async () => {
  const { credential, peer } = await peerOf(owners.controllerClient);
  const token = unwrap(buildHopToken(claims, hopSigningKey(credential)));
  assert.equal(check(token, peer), 'accepted');
});

test('a token of another certificate of the very same program is refused', async () => {
  const one = await peerOf(owners.controllerClient);
  const other = await peerOf(owners.controllerClient);
  const token = unwrap(buildHopToken(claims, hopSigningKey(one.credential)));
  assert.equal(check(token, other.peer), 'x5t#S256');
  const lying = { ...hopSigningKey(one.credential), thumbprint: other.peer.thumbprint };
  assert.equal(check(unwrap(buildHopToken(claims, lying)), other.peer), 'signature');
});

test('a token of which any one character was changed is refused', async () => {
  const { credential, peer } = await peerOf(owners.controllerClient);
  const token = unwrap(buildHopToken(claims, hopSigningKey(credential)));
  for (let at = 0; at < token.length; at += 3) {
    const bent = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    const parsed = parseHopToken(bent);
    if (parsed.ok) assert.notEqual(check(bent, peer), 'accepted', `character ${at}`);
  }
});
