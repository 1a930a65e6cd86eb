import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { cockpitWorld, type RestClient } from '../../../testing/cockpit/cockpit-world.ts';

const identityServiceName = 'JOC-INITIAL';
const manages = {
  permissions: [{ permission: 'sos:products:joc:administration:accounts', excluded: false }],
};

/** A clerk who sends the headers of a call at once, and its body only after something else has happened. */
async function slowly(t: TestContext, meanwhile: (root: RestClient) => Promise<unknown>) {
  const world = await cockpitWorld();
  t.after(() => world.close());
  const root = await world.account('root');
  const clerk = await world.account('clerk', manages);
  const body = async function* () {
    yield '{"identityServiceName":';
    await meanwhile(root);
    yield `${JSON.stringify(identityServiceName)},"accountName":"late"}`;
  };
  const answer = await world.server.inject({
    method: 'POST',
    url: '/joc/api/iam/account/store',
    headers: {
      'x-access-token': clerk.token,
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    },
    payload: Readable.from(body()),
  });
  const { body: late } = await root.call('/iam/accounts', { identityServiceName, accountName: 'late' });
  return { status: answer.statusCode, stored: late.total };
}

const endings: readonly [what: string, path: string, body: object, status: number][] = [
  ['is disabled', '/iam/accounts/disable', { identityServiceName, accountNames: ['clerk'] }, 440],
  ['is cancelled', '/iam/sessions/cancel', { accountNames: ['clerk'] }, 440],
  [
    'loses the right',
    '/iam/permissions/delete',
    {
      identityServiceName,
      roleName: 'own-clerk',
      permissionPaths: ['sos:products:joc:administration:accounts'],
    },
    403,
  ],
  [
    'has to change his password',
    '/iam/accounts/forcepasswordchange',
    { identityServiceName, accountNames: ['clerk'] },
    403,
  ],
];

for (const [what, path, body, status] of endings)
  test(`who ${what} while his request is still arriving does nothing by it any more (semantics §2.10)`, async (t) => {
    const { status: answered, stored } = await slowly(t, async (root) => {
      const done = await root.call(path, body);
      assert.equal(done.status, 200, done.text);
    });
    assert.deepEqual([answered, stored], [status, 0]);
  });

test('who takes his time for a request and keeps his rights is served', async (t) => {
  const { status, stored } = await slowly(t, async () => undefined);
  assert.deepEqual([status, stored], [200, 1]);
});
