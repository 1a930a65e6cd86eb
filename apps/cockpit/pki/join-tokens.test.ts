import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import { secretSealer } from '@interlock/trust';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { cockpitAudit } from '../audit/cockpit-audit.ts';
import { joinTokenFor, joinTokenMs } from './join-tokens.ts';
import type { ProgramCa } from './program-ca.ts';

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const agent = { role: 'agent', id: 'agent', controllerId: 'controller', address: '127.0.0.1:4445' } as const;

async function world(t: TestContext) {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  const time = { nowMs: 1_700_000_000_000 };
  const clock = { now: () => time.nowMs };
  let made = 0;
  const ca: ProgramCa = {
    certificate: '',
    issue: () => Promise.reject(new Error('not here')),
    joinToken: () => {
      made += 1;
      return new Secret(`canary token ${made}`);
    },
  };
  const sealer = unwrap(
    secretSealer([{ id: 'k', key: new Secret(new Uint8Array(randomBytes(32))) }], randomBytes),
  );
  return { store, time, ports: { store, ca, sealer, audit: cockpitAudit('cockpit', clock, sha256), clock } };
}

test('a program that starts again gets the token that it was given before', async (t) => {
  const { ports } = await world(t);
  const first = await joinTokenFor(ports, agent);
  const again = await joinTokenFor(ports, agent);
  assert.equal(first.token.reveal(), 'canary token 1');
  assert.equal(again.token.reveal(), 'canary token 1');
});

for (const [what, change] of [
  ['has grown old', { ageMs: joinTokenMs / 2 + 1 }],
  ['is for another address', { address: '127.0.0.1:5555' }],
] as const) {
  test(`a token that ${what} is replaced`, async (t) => {
    const { ports, time, store } = await world(t);
    await joinTokenFor(ports, agent);
    if ('ageMs' in change) time.nowMs += change.ageMs;
    const { token } = await joinTokenFor(ports, {
      ...agent,
      ...('address' in change ? { address: change.address } : {}),
    });
    assert.equal(token.reveal(), 'canary token 2');
    assert.equal((await store.read.joinTokens.list()).length, 1);
  });
}

test('a token stands in the database sealed, and in the audit trail not at all (semantics §4.6)', async (t) => {
  const { ports, store } = await world(t);
  await joinTokenFor(ports, agent);
  const [stored] = await store.read.joinTokens.list();
  assert.ok(stored !== undefined && !stored.sealedToken.includes('canary'));
  for await (const line of store.read.audit.lines(ports.audit.writer, 1)) assert.ok(!line.includes('canary'));
});

test('a sealed token that was moved to another program does not open there', async (t) => {
  const { ports, store } = await world(t);
  await joinTokenFor(ports, agent);
  const [stored] = await store.read.joinTokens.list();
  assert.ok(stored !== undefined);
  await store.change((stores) => stores.joinTokens.save({ ...stored, id: 'other' }));
  const { token } = await joinTokenFor(ports, { ...agent, id: 'other' });
  assert.equal(token.reveal(), 'canary token 2');
});
