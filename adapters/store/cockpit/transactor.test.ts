import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { ProblemError, problem, refuse, unwrap } from '@interlock/base';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { openCockpitStore } from './cockpit-store.ts';

async function opened(t: TestContext) {
  const path = join(temporaryFolder(t), 'cockpit.db');
  const onFault = () => assert.fail('no fault was expected');
  const store = unwrap(await openCockpitStore({ path, onFault, limits: { turnWaitMs: 2_000 } }));
  t.after(store.close);
  return store;
}

test('a change is seen from inside at once, and from outside when it is durable', async (t) => {
  const { read, change } = await opened(t);
  await change(async ({ facts }) => {
    await facts.set('a', '1');
    assert.equal(await facts.get('a'), '1');
    assert.equal(await read.facts.get('a'), undefined);
  });
  assert.equal(await read.facts.get('a'), '1');
});

test('a change that throws leaves nothing, in none of the stores', async (t) => {
  const { read, change } = await opened(t);
  const failing = change(async ({ facts, controllers }) => {
    await facts.set('a', '1');
    await controllers.add({ controllerId: 'c', title: '', address: '' });
    throw new ProblemError(problem('AuditUnavailable'));
  });
  await assert.rejects(failing, { name: 'ProblemError' });
  assert.equal(await read.facts.get('a'), undefined);
  assert.deepEqual(await read.controllers.list(), []);
});

test('a change that answers a refusal keeps what it wrote', async (t) => {
  const { read, change } = await opened(t);
  const answer = await change(async ({ facts }) => {
    await facts.set('failures', '1');
    return refuse(problem('LoginRefused'));
  });
  assert.equal(answer.ok, false);
  assert.equal(await read.facts.get('failures'), '1');
});

test('a change inside a change is refused at once, not waited for', async (t) => {
  const { read, change } = await opened(t);
  const outer = change(async ({ facts }) => {
    await facts.set('outer', '1');
    await assert.rejects(
      change(({ facts: inner }) => inner.set('inner', '1')),
      /inside a change/,
    );
  });
  await outer;
  assert.equal(await read.facts.get('outer'), '1');
  assert.equal(await read.facts.get('inner'), undefined);
});

test('a change begun inside a change but run after it is none inside', async (t) => {
  const { read, change } = await opened(t);
  const { promise: later, resolve: go } = Promise.withResolvers<void>();
  const { promise: told, resolve: tell } = Promise.withResolvers<Promise<void>>();
  await change(async () => {
    void later.then(() => tell(change(({ facts }) => facts.set('a', '1'))));
  });
  go();
  await told;
  assert.equal(await read.facts.get('a'), '1');
});

test('changes at once run one after the other, and none loses what another wrote', async (t) => {
  const { read, change } = await opened(t);
  const increment = () =>
    change(async ({ facts }) => {
      const value = Number((await facts.get('n')) ?? 0);
      await facts.set('n', String(value + 1));
    });
  await Promise.all(Array.from({ length: 30 }, increment));
  assert.equal(await read.facts.get('n'), '30');
});

test('a port that writes outside of a change throws and writes nothing', async (t) => {
  const { read } = await opened(t);
  await assert.rejects(read.facts.set('a', '1'), /outside of a change/);
  const cursor = { journalId: 'j', eventId: 1 };
  const batch = { controllerId: 'c', after: undefined, upTo: cursor, changes: [] };
  await assert.rejects(read.history.project(batch), /outside of a change/);
});

test('the ports of a change are dead when it has ended', async (t) => {
  const { change } = await opened(t);
  const kept = await change(async (ports) => ports);
  await assert.rejects(kept.facts.set('a', '1'), /has ended/);
});

test('a store refused inside a change can be met, and what else the change did stands', async (t) => {
  const { read, change } = await opened(t);
  await change(async ({ facts, history }) => {
    await facts.set('a', '1');
    const after = { journalId: 'j', eventId: 1 };
    await assert.rejects(history.project({ controllerId: 'c', after, upTo: after, changes: [] }));
  });
  assert.equal(await read.facts.get('a'), '1');
});

test('an erased join token stands nowhere in the files any more', async (t) => {
  const path = join(temporaryFolder(t), 'cockpit.db');
  const onFault = () => assert.fail('no fault was expected');
  const store = unwrap(await openCockpitStore({ path, onFault }));
  const sealedToken = `sealed-${'token'.repeat(40)}`;
  const pending = { role: 'agent', id: 'a', address: 'h:1', sealedToken, expiresAtMs: 1 } as const;
  await store.change(({ joinTokens }) => joinTokens.save(pending));
  await store.change(({ joinTokens }) => joinTokens.remove('agent', 'a'));
  await store.close();
  assert.equal(readFileSync(path).includes('tokentoken'), false);
});
