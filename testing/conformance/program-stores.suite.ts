import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Transactor, unwrap } from '@interlock/base';
import type {
  ControllerRegistry,
  ControllerSnapshot,
  FactStore,
  JoinTokenStore,
  MirrorStore,
  PendingJoin,
} from '@interlock/workflow';

/** The stores in which the Cockpit keeps what it knows of programs. */
export interface ProgramPorts {
  readonly controllers: ControllerRegistry;
  readonly joinTokens: JoinTokenStore;
  readonly mirrors: MirrorStore;
  readonly facts: FactStore;
}

/** A database under test. */
export interface OpenedProgramStores extends Transactor<ProgramPorts> {
  close(): Promise<void>;
}

/** What these stores have to hold. */
export function programStoresSuite(what: string, open: () => Promise<OpenedProgramStores>): void {
  const guarantee = (title: string, body: (stores: OpenedProgramStores) => Promise<void>) =>
    test(`${what}: ${title}`, async (t) => {
      const stores = await open();
      t.after(() => stores.close());
      await body(stores);
    });

  guarantee('a Controller is added once, not joined, and found', async ({ read, change }) => {
    const added = unwrap(await change(({ controllers }) => controllers.add(controller('b'))));
    assert.deepEqual(added, { ...controller('b'), number: added.number, isJoined: false });
    assert.ok(added.number >= 1);
    const again = await change(({ controllers }) => controllers.add(controller('b')));
    assert.ok(!again.ok);
    assert.equal(again.problem.code, 'DuplicateName');
    const other = unwrap(await change(({ controllers }) => controllers.add(controller('a'))));
    assert.notEqual(other.number, added.number);
    assert.deepEqual(await read.controllers.list(), [other, added]);
    assert.deepEqual(await read.controllers.find('b'), added);
    assert.equal(await read.controllers.find('c'), undefined);
  });

  guarantee('only what is given of a Controller changes', async ({ read, change }) => {
    const added = unwrap(await change(({ controllers }) => controllers.add(controller('a'))));
    await change(({ controllers }) => controllers.update('a', { isJoined: true }));
    await change(({ controllers }) => controllers.update('a', {}));
    await change(({ controllers }) => controllers.update('unknown', { title: 'x' }));
    assert.deepEqual(await read.controllers.list(), [{ ...added, isJoined: true }]);
    await change(({ controllers }) => controllers.update('a', { title: 'x', address: 'h:1' }));
    assert.deepEqual(await read.controllers.find('a'), {
      ...added,
      isJoined: true,
      title: 'x',
      address: 'h:1',
    });
  });

  guarantee('an account keeps the Controller that it chose last', async ({ read, change }) => {
    for (const id of ['a', 'b']) await change(({ controllers }) => controllers.add(controller(id)));
    assert.equal(await read.controllers.selected('joc/1'), undefined);
    await change(({ controllers }) => controllers.select('joc/1', 'a'));
    await change(({ controllers }) => controllers.select('joc/2', 'a'));
    await change(({ controllers }) => controllers.select('joc/1', 'b'));
    assert.equal(await read.controllers.selected('joc/1'), 'b');
    assert.equal(await read.controllers.selected('joc/2'), 'a');
  });

  guarantee('a join token is replaced, listed by role and id, and erased', async ({ read, change }) => {
    const agent: PendingJoin = { ...pending('agent', 'x'), controllerId: 'controller' };
    for (const one of [pending('controller', 'a'), agent, pending('agent', 'b')])
      await change(({ joinTokens }) => joinTokens.save(one));
    const renewed = { ...agent, sealedToken: 'other', expiresAtMs: 9 };
    await change(({ joinTokens }) => joinTokens.save(renewed));
    assert.deepEqual(await read.joinTokens.list(), [
      pending('agent', 'b'),
      renewed,
      pending('controller', 'a'),
    ]);
    await change(({ joinTokens }) => joinTokens.remove('agent', 'x'));
    await change(({ joinTokens }) => joinTokens.remove('agent', 'x'));
    await change(({ joinTokens }) => joinTokens.remove('agent', 'a'));
    assert.deepEqual(await read.joinTokens.list(), [pending('agent', 'b'), pending('controller', 'a')]);
  });

  guarantee('the mirror of a Controller is given back as it was saved last', async ({ read, change }) => {
    assert.equal(await read.mirrors.load('a'), undefined);
    await change(({ mirrors }) => mirrors.save('a', snapshot(1)));
    await change(({ mirrors }) => mirrors.save('b', snapshot(2)));
    await change(({ mirrors }) => mirrors.save('a', snapshot(3)));
    assert.deepEqual(await read.mirrors.load('a'), snapshot(3));
    assert.deepEqual(await read.mirrors.load('b'), snapshot(2));
  });

  guarantee('a fact is what it was set to last', async ({ read, change }) => {
    assert.equal(await read.facts.get('id'), undefined);
    await change(({ facts }) => facts.set('id', 'one'));
    await change(({ facts }) => facts.set('id', 'two'));
    await change(({ facts }) => facts.set('other', ''));
    assert.equal(await read.facts.get('id'), 'two');
    assert.equal(await read.facts.get('other'), '');
  });
}

function controller(controllerId: string) {
  return { controllerId, title: `Controller ${controllerId}`, address: 'localhost:4444' };
}

function pending(role: PendingJoin['role'], id: string): PendingJoin {
  return { role, id, address: 'localhost:1', sealedToken: `sealed ${id}`, expiresAtMs: 5 };
}

function snapshot(eventId: number): ControllerSnapshot {
  return { format: 1, eventId, atMs: eventId, workflows: [], agents: [], orders: [], terminated: [] };
}
