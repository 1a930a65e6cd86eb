import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
} from '../../../../../testing/cockpit/cockpit-world.ts';

const accounts = 'sos:products:joc:administration:accounts';

describe('the API tokens of everybody', () => {
  let world: CockpitWorld;
  let root: RestClient;
  let viewer: RestClient;
  let nobody: RestClient;
  before(async () => {
    world = await cockpitWorld();
    root = await world.account('root');
    viewer = await world.account('viewer', {
      permissions: [{ permission: `${accounts}:view`, excluded: false }],
    });
    nobody = await world.account('nobody', { permissions: [] });
    for (const client of [root, viewer, nobody])
      assert.equal((await client.call('/iam/token/create', { name: 'nightly' })).status, 200);
  });
  after(() => world.close());

  it('are listed for whoever may view accounts, each with its account and service', async () => {
    const { status, body } = await viewer.call('/iam/tokens', { everybody: true });
    assert.equal(status, 200);
    const owners = body.tokens.map((token: { accountName: string }) => token.accountName);
    assert.deepEqual(owners.toSorted(), ['nobody', 'root', 'viewer']);
    for (const token of body.tokens) assert.equal(token.identityServiceName, 'JOC-INITIAL');
    assert.equal(body.isCut, false);
  });

  it('are refused to everybody else, who sees his own', async () => {
    assert.equal((await nobody.call('/iam/tokens', { everybody: true })).status, 403);
    const { body } = await nobody.call('/iam/tokens', { everybody: false });
    assert.deepEqual(
      body.tokens.map((token: { accountName: string }) => token.accountName),
      ['nobody'],
    );
  });

  it('are not asked for together with those of one account', async () => {
    for (const named of [{ accountName: 'root' }, { identityServiceName: 'JOC-INITIAL' }]) {
      const { status, body } = await root.call('/iam/tokens', { everybody: true, ...named });
      assert.deepEqual([status, body.error?.field], [420, 'everybody']);
    }
  });
});
