import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cockpitWorld, send } from '../../../testing/cockpit/cockpit-world.ts';

it('a flood of refused calls from one source becomes two records, the second of which counts the rest', async () => {
  const world = await cockpitWorld();
  const evil = { origin: 'https://evil.example' };
  for (let call = 0; call < 50; call++) await send(world.server, '/orders/cancel', {}, evil);
  world.nowMs += 61_000;
  await world.calls.refusals.look();
  const rows = await world.store.read.audit.query({ views: [{ categories: ['IDENTITY'] }], limit: 100 });
  const refused = rows.map(({ record }) => record).filter(({ action }) => action === 'CrossSiteRefused');
  assert.deepEqual(
    refused.map(({ outcome, target, details }) => [outcome, target.id, details?.repeats]),
    [
      ['refused', '/orders/cancel', 49],
      ['refused', '/orders/cancel', undefined],
    ],
  );
  await world.close();
});

it('a call refused for want of a right names the account, the right and the reference that the caller was given', async () => {
  const world = await cockpitWorld();
  const ann = await world.account('ann', { roles: ['business_user'] });
  const answer = await ann.call('/inventory/store', { path: '/a', objectType: 'FOLDER' });
  await world.calls.refusals.look();
  const rows = await world.store.read.audit.query({ views: [{ categories: ['IDENTITY'] }], limit: 1 });
  const [record] = rows.map((row) => row.record);
  assert.deepEqual(
    [record?.action, record?.actor.account, record?.reasonCode, record?.correlation],
    ['AccessRefused', 'ann', 'PermissionDenied', answer.body.reference],
  );
  assert.match(String(record?.details?.message), /sos:products:joc:inventory:manage/);
  await world.close();
});
