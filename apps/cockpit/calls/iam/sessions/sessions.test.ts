import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
} from '../../../../../testing/cockpit/cockpit-world.ts';

const accounts = 'sos:products:joc:administration:accounts';

let world: CockpitWorld;
let root: RestClient;
/** Administers accounts, and holds nothing else. */
let ann: RestClient;
let bob: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', { permissions: [{ permission: accounts, excluded: false }] });
  bob = await world.account('bob', { permissions: [] });
});
after(() => world.close());

type Item = { readonly id: string; readonly accountName: string; readonly isOwn: boolean };
const listed = async (client: RestClient, body: object = {}): Promise<readonly Item[]> =>
  (await client.call('/iam/sessions', body)).body.activeSessions;
const idOf = async (client: RestClient) => {
  const own: readonly Item[] = (await client.call('/iam/sessions/own', {})).body.activeSessions;
  return own.find(({ isOwn }) => isOwn)?.id ?? '';
};

describe('all sessions', () => {
  it('are listed with what clients read, and the own one is marked', async () => {
    const { status, body } = await root.call('/iam/sessions', {});
    assert.equal(status, 200);
    assert.equal(body.total, 3);
    const [first] = body.activeSessions.filter(({ accountName }: Item) => accountName === 'root');
    assert.equal(first.identityService, 'JOC:JOC-INITIAL');
    assert.equal(first.timeout, 1_800_000);
    assert.deepEqual([first.isOwn, first.transport, first.rememberMe], [true, 'header', false]);
    assert.equal(body.activeSessions.filter(({ isOwn }: Item) => isOwn).length, 1);
  });

  it('are named by an id that is no token and opens nothing', async () => {
    for (const { id } of await listed(root)) {
      assert.notEqual(id, root.token);
      const answer = await root.call('/touch', undefined, { 'x-access-token': id });
      assert.equal(answer.status, 440);
    }
    const text = JSON.stringify((await root.call('/iam/sessions', {})).body);
    for (const { token } of [root, ann, bob]) assert.ok(!text.includes(token));
  });

  it('can be narrowed to an account, a service and a number', async () => {
    assert.deepEqual(
      (await listed(root, { accountName: ' BOB ' })).map(({ accountName }) => accountName),
      ['bob'],
    );
    assert.equal((await listed(root, { limit: 1 })).length, 1);
    assert.equal((await listed(root, { limit: -1, identityServiceName: 'joc-initial' })).length, 3);
    assert.equal((await root.call('/iam/sessions', { identityServiceName: 'NONE' })).status, 420);
  });

  it('are for administrators alone', async () => {
    assert.equal((await bob.call('/iam/sessions', {})).status, 403);
    assert.equal((await bob.call('/iam/sessions/cancel', { accountNames: ['bob'] })).status, 403);
  });
});

describe('sessions are ended', () => {
  it('by id, and their very next call is refused', async () => {
    const carl = await world.account('carl', { permissions: [] });
    const answer = await root.call('/iam/sessions/cancel', { ids: [await idOf(carl)] });
    assert.deepEqual([answer.body.ok, answer.body.ended], [true, 1]);
    assert.equal((await carl.call('/touch')).status, 440);
  });

  it('by account, all of them', async () => {
    const [one, two] = [
      await world.account('dora', { permissions: [] }),
      await world.account('dora', { permissions: [] }),
    ];
    const answer = await root.call('/iam/sessions/cancel', { accountNames: ['DORA'] });
    assert.equal(answer.body.ended, 2);
    for (const client of [one, two]) assert.equal((await client.call('/touch')).status, 440);
  });

  it('all or none, and the refusal names which', async () => {
    const carl = await world.account('carl', { permissions: [] });
    const answer = await root.call('/iam/sessions/cancel', { ids: [await idOf(carl), 'none'] });
    assert.deepEqual([answer.status, answer.body.error.field], [420, 'ids[1]']);
    assert.equal((await carl.call('/touch')).status, 200);
    assert.equal((await root.call('/iam/sessions/cancel', {})).status, 420);
  });

  it('only by who holds all that they can do', async () => {
    assert.equal((await ann.call('/iam/sessions/cancel', { accountNames: ['root'] })).status, 403);
    assert.equal((await root.call('/touch')).status, 200);
    const carl = await world.account('carl', { permissions: [] });
    assert.equal((await ann.call('/iam/sessions/cancel', { accountNames: ['carl'] })).status, 200);
    assert.equal((await carl.call('/touch')).status, 440);
  });

  it('with a record that names them and why', async () => {
    await world.account('carl', { permissions: [] });
    await root.call('/iam/sessions/cancel', {
      accountNames: ['carl'],
      auditLog: { comment: 'left the house' },
    });
    const views = [{ categories: ['IDENTITY'] as const }];
    const records = await world.store.read.audit.query({ views, limit: 1_000 });
    const found = records.find(({ record }) => record.action === 'SessionEnded' && record.reason?.comment);
    assert.equal(found?.record.reason?.comment, 'left the house');
    assert.deepEqual(found?.record.details?.accounts, ['carl']);
  });
});

describe('the own sessions', () => {
  it('are listed for everybody, and nobody else’s among them', async () => {
    const again = await world.account('bob', { permissions: [] });
    const { body } = await again.call('/iam/sessions/own', {});
    assert.deepEqual(
      body.activeSessions.map(({ accountName }: Item) => accountName),
      ['bob', 'bob'],
    );
    assert.equal(body.activeSessions.filter(({ isOwn }: Item) => isOwn).length, 1);
    await again.call('/iam/sessions/own/cancel', { allOthers: true });
    assert.equal((await bob.call('/touch')).status, 440);
    assert.equal((await again.call('/touch')).status, 200);
    bob = again;
  });

  it('are ended by id; one of somebody else is as unknown as one that is not there', async () => {
    const other = await world.account('bob', { permissions: [] });
    const foreign = await bob.call('/iam/sessions/own/cancel', { ids: [await idOf(root)] });
    const missing = await bob.call('/iam/sessions/own/cancel', { ids: ['A'.repeat(22)] });
    const shape = ({ body, status }: typeof foreign, id: string) =>
      JSON.stringify([status, body.error]).replace(id, 'ID');
    assert.equal(shape(foreign, await idOf(root)), shape(missing, 'A'.repeat(22)));
    assert.equal(foreign.status, 420);
    assert.equal((await root.call('/touch')).status, 200);
    assert.equal((await bob.call('/iam/sessions/own/cancel', { ids: [await idOf(other)] })).body.ended, 1);
    assert.equal((await other.call('/touch')).status, 440);
  });

  it('are named in one way, not in none and not in both', async () => {
    for (const body of [
      {},
      { allOthers: false },
      { allOthers: true, ids: ['x'] },
      { ids: [] },
      { all: true },
    ])
      assert.equal((await bob.call('/iam/sessions/own/cancel', body)).status, 420, JSON.stringify(body));
  });

  it('may end with that of the call itself', async () => {
    const last = await world.account('eve', { permissions: [] });
    assert.equal((await last.call('/iam/sessions/own/cancel', { ids: [await idOf(last)] })).status, 200);
    assert.equal((await last.call('/touch')).status, 440);
  });
});
