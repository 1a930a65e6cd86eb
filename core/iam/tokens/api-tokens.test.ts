import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { type Transactor, unwrap } from '@interlock/base';
import {
  anAccount,
  anApiToken,
  aService,
  named,
  serviceNamed,
} from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import type { IamPorts } from '../iam-ports.ts';
import { endSessions, type SessionEnding } from '../sessions/end-sessions.ts';
import { tokenHash, tokenKinds } from '../sessions/session-token.ts';
import { admitApiToken } from './admit-api-token.ts';
import { apiTokenLifeMaxMs } from './api-token.ts';
import { apiTokenName } from './api-token-name.ts';
import { createApiToken } from './create-api-token.ts';

const sources = {
  random: (count: number) => new Uint8Array(randomBytes(count)),
  sha256: (data: string | Uint8Array) => createHash('sha256').update(data).digest(),
};

async function stored(): Promise<Transactor<IamPorts>> {
  const iam = memoryIam();
  await iam.change(async (ports) => {
    for (const id of ['local', 'other']) unwrap(await ports.identityServices.save(aService(id)));
    unwrap(await ports.identityServices.save(aService('directory', { type: 'LDAP' })));
    unwrap(await ports.accounts.save(anAccount('ada')));
    unwrap(await ports.apiTokens.add(anApiToken('one')));
  });
  return iam;
}

const start = {
  name: unwrap(apiTokenName('nightly')),
  account: anAccount('ada'),
  createdBy: 'ada',
  limit: {},
};

test('a token is found by the hash of its value alone, and begins as its kind does', async () => {
  const iam = await stored();
  const { apiToken, value } = unwrap(
    await iam.change((ports) => createApiToken(ports, { ...start, lifeMs: 1_000 }, 5_000, sources)),
  );
  assert.ok(value.reveal().startsWith(tokenKinds.api));
  assert.equal(tokenHash('header', value.reveal(), sources.sha256), undefined);
  assert.equal(tokenHash('api', value.reveal(), sources.sha256), apiToken.tokenHash);
  assert.equal(apiToken.endsAtMs, 6_000);
  assert.ok(!JSON.stringify(apiToken).includes(value.reveal()));
});

test('no token lives longer than a year, or without an end', async () => {
  const iam = await stored();
  for (const lifeMs of [0, -1, apiTokenLifeMaxMs + 1, Number.NaN, Number.POSITIVE_INFINITY])
    await assert.rejects(iam.change((ports) => createApiToken(ports, { ...start, lifeMs }, 0, sources)));
});

test('an account whose roles come from the groups of a login gets none', async () => {
  const iam = await stored();
  const account = anAccount('eve', { serviceId: serviceNamed('directory') });
  const made = await iam.change((ports) =>
    createApiToken(ports, { ...start, account, lifeMs: 1_000 }, 0, sources),
  );
  assert.equal(made.ok, false);
});

const { key, name } = anAccount('ada');
const endings: readonly (readonly [SessionEnding, survives: boolean])[] = [
  [{ kind: 'accountDisabled', key, name }, false],
  [{ kind: 'accountDeleted', key, name }, false],
  [{ kind: 'accountRenamed', key, name }, false],
  [{ kind: 'authenticatorReset', key, name }, false],
  [{ kind: 'authenticatorChanged', key, name }, true],
  [{ kind: 'nameBlocked', name }, false],
  [{ kind: 'nameBlocked', name: named('bob') }, true],
  [{ kind: 'serviceDisabled', serviceId: serviceNamed('local') }, false],
  [{ kind: 'serviceDeleted', serviceId: serviceNamed('local') }, false],
  [{ kind: 'serviceDisabled', serviceId: serviceNamed('other') }, true],
];
for (const [ending, survives] of endings)
  test(`${ending.kind} ${survives ? 'leaves' : 'revokes'} the tokens of ada`, async () => {
    const iam = await stored();
    await iam.change((ports) => endSessions(ports, ending));
    assert.equal((await iam.read.apiTokens.findById('one')) !== undefined, survives);
  });

const spoiling: readonly (readonly [what: string, spoil: (ports: IamPorts) => Promise<unknown>])[] = [
  ['a disabled account', ({ accounts }) => accounts.save(anAccount('ada', { disabled: true }))],
  ['a renamed account', ({ accounts }) => accounts.save({ ...anAccount('bob'), key })],
  ['a removed account', ({ accounts }) => accounts.remove(key)],
  ['a blocked name', ({ blocklist }) => blocklist.save({ name, comment: '', sinceMs: 0 })],
  [
    'a disabled service',
    ({ identityServices }) => identityServices.save(aService('local', { disabled: true })),
  ],
  [
    'a service that serves as second factor alone',
    ({ identityServices }) => identityServices.save(aService('local', { secondFactor: true })),
  ],
];
for (const [what, spoil] of spoiling)
  test(`${what} lets no token in, though the token is still stored`, async () => {
    const iam = await stored();
    const token = anApiToken('one');
    assert.ok(await admitApiToken(iam.read, token, 1_999));
    assert.equal(await admitApiToken(iam.read, token, 2_000), undefined);
    await iam.change(spoil);
    assert.equal(await admitApiToken(iam.read, token, 1_999), undefined);
  });
