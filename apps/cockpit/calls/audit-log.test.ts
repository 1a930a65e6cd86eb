import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  type CockpitWorld,
  cockpitWorld,
  deployed,
  type RestClient,
  sampleWorkflow,
} from '../../../testing/cockpit/cockpit-world.ts';

const controllerId = 'controller';

describe('/audit_log', () => {
  let world: CockpitWorld;
  let root: RestClient;
  before(async () => {
    world = await cockpitWorld();
    root = await world.account('root');
    deployed(world, '/a/first', '/b/second');
    await root.call('/inventory/store', {
      path: '/a/kept',
      objectType: 'WORKFLOW',
      configuration: sampleWorkflow(),
    });
    for (const [orderId, workflowPath] of [
      ['in-a', 'first'],
      ['in-b', 'second'],
    ])
      await root.call('/orders/add', {
        controllerId,
        orders: [{ orderId, workflowPath, scheduledFor: 'never' }],
        auditLog: { comment: `for ${orderId}` },
      });
  });
  after(() => world.close());

  const rows = async (client: RestClient, filter: object = {}) => {
    const { body, status, text } = await client.call('/audit_log', filter);
    assert.equal(status, 200, text);
    return (body.auditLog as readonly Record<string, string>[]).map(
      ({ event, outcome, comment, category }) => ({ event, outcome, comment, category }),
    );
  };

  it('shows each change once, with its outcome', async () => {
    const orders = await rows(root, { categories: ['CONTROLLER'] });
    assert.deepEqual(
      orders.map(({ event, outcome, comment }) => [event, outcome, comment]),
      [
        ['OrdersAdded', 'succeeded', 'for in-b'],
        ['OrdersAdded', 'succeeded', 'for in-a'],
      ],
    );
  });

  it('shows as unknown what was intended and never settled', async () => {
    world.controller.unreachable = true;
    await root.call('/orders/cancel', { controllerId, orderIds: ['in-a'] });
    world.controller.unreachable = false;
    const [newest] = await rows(root, { categories: ['CONTROLLER'] });
    assert.deepEqual([newest?.event, newest?.outcome], ['OrdersCancelled', 'unknown']);
  });

  it('narrows by category, object, account, comment and time', async () => {
    assert.ok(
      (await rows(root, { categories: ['INVENTORY'] })).every(({ category }) => category === 'INVENTORY'),
    );
    assert.equal((await rows(root, { objectTypes: ['ORDER'], objectName: 'in-b' })).length, 1);
    assert.equal((await rows(root, { objectTypes: ['CALENDAR'] })).length, 0);
    assert.equal((await rows(root, { account: 'nob*' })).length, 0);
    assert.equal((await rows(root, { comment: '*in-a' })).length, 1);
    assert.equal((await rows(root, { dateTo: '2020-01-01T00:00:00Z' })).length, 0);
    assert.equal((await rows(root, { limit: 1 })).length, 1);
    assert.ok((await rows(root, { controllerId })).some(({ category }) => category === 'IDENTITY'));
  });

  it('shows of each category only what the caller may view besides, folder by folder', async () => {
    const auditOnly = { permission: 'sos:products:joc:auditlog:view', excluded: false };
    const auditor = await world.account('auditor', { permissions: [auditOnly] });
    assert.deepEqual(await rows(auditor), []);
    const orders = { permission: 'sos:products:controller:orders:view', excluded: false };
    const inB = [{ folder: unwrap(folderPath('/b')), recursive: true }];
    const bob = await world.account('bob', { permissions: [auditOnly, orders], folders: inB });
    assert.deepEqual(
      (await rows(bob)).map(({ comment }) => comment),
      ['for in-b'],
    );
  });
});
