import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { accountName, folderPath, Secret, unwrap } from '@interlock/base';
import type { StreamEvent, StreamedEvent } from '@interlock/cockpit-api';
import {
  type AccountRights,
  type CockpitWorld,
  cockpitWorld,
  deployed,
} from '../../../../testing/cockpit/cockpit-world.ts';

const controllerId = 'controller';
const atMs = 0;
const inA = [{ folder: unwrap(folderPath('/a')), recursive: true }];
const order = (orderId: string, workflowPath: string): StreamEvent => ({
  kind: 'order',
  controllerId,
  orderId,
  workflowPath,
  event: 'OrderStarted',
  atMs,
});

describe('the stream of what changes', () => {
  let world: CockpitWorld;
  before(async () => {
    world = await cockpitWorld();
    deployed(world, '/a/first', '/b/second');
    await world.historySettled();
  });
  after(() => world.close());

  /** Opens the stream as its handler gives it: the border is tried elsewhere. */
  async function opened(name: string, rights: AccountRights, lastEventId?: string) {
    const { token } = await world.account(name, rights);
    const end = new AbortController();
    const facts = {
      requestId: 'r',
      routeId: 'interlock.events',
      atMs,
      clientAddress: '127.0.0.1',
      isSecure: true,
      isBackground: false,
    } as const;
    const credential = { kind: 'token', token: new Secret(token) } as const;
    const caller = unwrap(await world.calls.gate.identify(credential, facts, false));
    const result = await world.calls.handlers['interlock.events']({
      routeId: 'interlock.events',
      request: {},
      caller,
      facts,
      login: {},
      credential,
      ...(lastEventId === undefined ? {} : { lastEventId }),
      signal: end.signal,
    });
    assert.ok(result.ok);
    const events = (result.value as AsyncIterable<StreamedEvent<StreamEvent>>)[Symbol.asyncIterator]();
    const first = events.next();
    return {
      next: (): Promise<StreamedEvent<StreamEvent>> => events.next().then(({ value }) => value),
      first: first.then(({ value }) => value),
      close: () => end.abort(),
    };
  }

  it('brings what the caller may view, and leaves out the rest without a trace', async () => {
    const all = { permissions: [{ permission: 'sos:products', excluded: false }] };
    const ann = await opened('ann', { ...all, folders: inA });
    const root = await opened('root', { roles: ['all'] });
    world.hub.publish(order('hidden', '/b/second'));
    world.hub.publish({ kind: 'inventory', path: '/b/other', atMs });
    world.hub.publish({ kind: 'inventory', path: '/a/mine', atMs });
    world.hub.publish(order('shown', '/a/first'));
    assert.deepEqual((await ann.first)?.event, { kind: 'inventory', path: '/a/mine', atMs });
    assert.deepEqual((await ann.next()).event, order('shown', '/a/first'));
    assert.deepEqual((await root.first)?.event, order('hidden', '/b/second'));
    for (const stream of [ann, root]) stream.close();
  });

  it('decides by the folder in which the workflow stands now', async () => {
    const ann = await opened('ann', {
      permissions: [{ permission: 'sos:products', excluded: false }],
      folders: inA,
    });
    // What an event says of the path is how it was; the workflow of that name stands in /b by now.
    world.hub.publish(order('moved', '/a/second'));
    world.hub.publish(order('stayed', '/b/first'));
    assert.deepEqual((await ann.first)?.event, order('stayed', '/b/first'));
    ann.close();
  });

  it('goes on after the last event that its reader has seen', async () => {
    const root = await opened('root', { roles: ['all'] });
    world.hub.publish(order('one', '/a/first'));
    const seen = await root.first;
    root.close();
    world.hub.publish(order('two', '/a/first'));
    const again = await opened('root', { roles: ['all'] }, seen?.id);
    assert.deepEqual((await again.first)?.event, order('two', '/a/first'));
    again.close();
  });

  it('says that everything has to be read again where events are no longer known', async () => {
    const root = await opened('root', { roles: ['all'] }, 'another-hub-7');
    const first = await root.first;
    assert.deepEqual([first?.event.kind, first?.id], ['reset', undefined]);
    root.close();
  });

  it('takes a change of rights within half a second, and says so', async () => {
    const view = { permission: 'sos:products:controller:orders:view', excluded: false };
    const bob = await opened('bob', { permissions: [view] });
    world.hub.publish(order('before', '/a/first'));
    assert.deepEqual((await bob.first)?.event, order('before', '/a/first'));
    await world.account('bob', { permissions: [] });
    world.nowMs += 500;
    world.hub.publish(order('after', '/a/first'));
    assert.equal((await bob.next()).event.kind, 'rights');
    await world.account('bob', { permissions: [view] });
    world.nowMs += 500;
    world.hub.publish(order('again', '/a/first'));
    assert.equal((await bob.next()).event.kind, 'rights');
    assert.deepEqual((await bob.next()).event, order('again', '/a/first'));
    bob.close();
  });

  it('ends with its session', async () => {
    const carl = await opened('carl', { roles: ['all'] });
    await world.store.change(({ sessions }) => sessions.removeOfName(unwrap(accountName('carl'))));
    world.nowMs += 500;
    world.hub.publish(order('after', '/a/first'));
    assert.equal(await carl.first, undefined);
    carl.close();
  });
});
