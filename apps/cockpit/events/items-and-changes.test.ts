import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsAndChanges } from './items-and-changes.ts';

/** Items that come when the test gives them. */
function source<T>() {
  const waiting: ((result: IteratorResult<T>) => void)[] = [];
  const given: IteratorResult<T>[] = [];
  const state = { isLeft: false };
  const give = (result: IteratorResult<T>) => {
    const wake = waiting.shift();
    if (wake === undefined) given.push(result);
    else wake(result);
  };
  const items: AsyncIterator<T> = {
    next: () => {
      const next = given.shift();
      return next === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(next);
    },
    return: async () => {
      state.isLeft = true;
      return { done: true, value: undefined };
    },
  };
  return {
    items,
    state,
    give: (value: T) => give({ done: false, value }),
    end: () => give({ done: true, value: undefined }),
  };
}

function opened<T>() {
  const from = source<T>();
  let changed: () => void = () => assert.fail('nobody listens');
  const turns = itemsAndChanges(from.items, (call) => {
    changed = call;
  });
  return { ...from, turns, change: () => changed() };
}

test('items come in their order, each once, and the end ends it', async () => {
  const { turns, give, end, state } = opened<number>();
  for (const item of [1, 2]) give(item);
  end();
  const seen = [];
  for await (const turn of turns) seen.push(turn);
  assert.deepEqual(seen, [{ item: 1 }, { item: 2 }]);
  assert.ok(state.isLeft);
});

test('whoever waits for an item that never comes hears of a change', async () => {
  const { turns, change } = opened<number>();
  const waiting = turns.next();
  await Promise.resolve();
  change();
  assert.deepEqual((await waiting).value, { changed: true });
});

test('a change comes before the items that wait, and several are one', async () => {
  const { turns, give, change } = opened<number>();
  give(1);
  const first = await turns.next();
  assert.deepEqual(first.value, { item: 1 });
  give(2);
  change();
  change();
  assert.deepEqual((await turns.next()).value, { changed: true });
  assert.deepEqual((await turns.next()).value, { item: 2 });
});

test('what breaks the items breaks the reader', async () => {
  const items = { next: () => Promise.reject(new Error('broken')) };
  await assert.rejects(itemsAndChanges(items, () => undefined).next(), /broken/);
});

test('whoever leaves leaves the items as well', async () => {
  const { turns, give, state } = opened<number>();
  give(1);
  await turns.next();
  await turns.return(undefined);
  assert.ok(state.isLeft);
});
