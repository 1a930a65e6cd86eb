import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  send,
} from '../../../../../testing/cockpit/cockpit-world.ts';

const view = 'sos:products:joc:administration:settings:view';
const manage = 'sos:products:joc:administration:settings:manage';

describe('/interlock/logging', () => {
  let world: CockpitWorld;
  before(async () => {
    world = await cockpitWorld();
  });
  after(() => world.close());

  it('turns details on for an hour unless said otherwise, says so in the audit trail, and they end by themselves', async () => {
    const root = await world.account('root');
    const path = '/interlock/logging/store';
    assert.deepEqual((await root.call('/interlock/logging', {})).body.authenticationDebug, { on: false });
    const stored = await root.call(path, { authenticationDebug: true, auditLog: { comment: 'ticket 7' } });
    const untilMs = world.nowMs + 3_600_000;
    assert.deepEqual(stored.body.authenticationDebug, { on: true, untilMs });
    assert.deepEqual(stored.body.debug, { on: false });
    await root.call(path, { debug: true, minutes: 5 });
    assert.equal((await root.call('/interlock/logging', {})).body.debug.on, true);
    world.nowMs += 5 * 60_000;
    const later = (await root.call('/interlock/logging', {})).body;
    assert.deepEqual([later.debug, later.authenticationDebug], [{ on: false }, { on: true, untilMs }]);
    const off = await root.call(path, { authenticationDebug: false });
    assert.deepEqual(off.body.authenticationDebug, { on: false });
    const { body } = await root.call('/audit_log', {});
    const events = body.auditLog.filter((row: { event: string }) => row.event === 'LoggingChanged');
    assert.deepEqual(
      events.map((row: { comment?: string; category: string }) => [row.comment, row.category]),
      [
        [undefined, 'SETTINGS'],
        [undefined, 'SETTINGS'],
        ['ticket 7', 'SETTINGS'],
      ],
    );
  });

  it('asks for the right to view and to manage settings, and refuses what it does not know by name', async () => {
    const viewer = await world.account('viewer', { permissions: [{ permission: view, excluded: false }] });
    assert.equal((await viewer.call('/interlock/logging', {})).status, 200);
    assert.equal((await viewer.call('/interlock/logging/store', { debug: true })).status, 403);
    const manager = await world.account('manager', {
      permissions: [{ permission: manage, excluded: false }],
    });
    for (const [body, field] of [
      [{ debgu: true }, /debgu/],
      [{}, /debug/],
      [{ debug: true, minutes: 0 }, /minutes/],
      [{ debug: true, minutes: 1_441 }, /minutes/],
    ] as const) {
      const refused = await manager.call('/interlock/logging/store', body);
      assert.equal(refused.status, 420, refused.text);
      assert.match(refused.text, field);
    }
  });

  it('the steps of a login are traced, and no secret is among them', async () => {
    await world.account('ada');
    world.logged.length = 0;
    await send(world.server, '/authentication/login', {}, basic('ada', 'canary-5f1d'));
    await send(world.server, '/authentication/login', {}, basic('ada'));
    const traced = world.logged.map((line) => line.slice(0, line.indexOf(' {')));
    assert.deepEqual(traced.slice(0, 6), [
      'login begins',
      'login throttled',
      'Identity Services chosen',
      'Identity Service answered',
      'login ended',
      'login refused',
    ]);
    assert.match(
      world.logged[3] ?? '',
      /"identityService":"JOC-INITIAL","type":"JOC","answer":"rejected","reason":"wrongPassword"/,
    );
    assert.ok(!world.logged.join().includes('canary-5f1d'));
    assert.equal(world.verified.count > 0, true);
  });
});
