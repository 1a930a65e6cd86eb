import assert from 'node:assert/strict';
import { randomFillSync } from 'node:crypto';
import { test } from 'node:test';
import {
  adoptPageValue,
  forgetPageValue,
  isPageValue,
  keepPageValue,
  makePageValue,
  type PageStores,
  readPageValue,
  rememberedAccount,
  type ValueStore,
} from './page-value.ts';

function memory(): ValueStore & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

const stores = () => ({ session: memory(), local: memory() });
const value = 'A'.repeat(43);
const other = 'B'.repeat(43);

test('a page value has 256 random bits in base64url', () => {
  const made = new Set(Array.from({ length: 50 }, () => makePageValue((bytes) => randomFillSync(bytes))));
  assert.equal(made.size, 50);
  for (const one of made) assert.ok(isPageValue(one), one);
});

test('without Remember me nothing outlives the tab', () => {
  const kept = stores();
  keepPageValue(kept, { value, account: 'maria', rememberMe: false });
  assert.equal(readPageValue(kept), value);
  assert.equal(kept.local.all.size, 0);
});

test('with Remember me the value and the name stand in the lasting store, and nothing in the other', () => {
  const kept = stores();
  keepPageValue(kept, { value, account: 'maria', rememberMe: true });
  assert.equal(readPageValue({ session: memory(), local: kept.local }), value);
  assert.equal(rememberedAccount(kept), 'maria');
  assert.equal(kept.session.all.size, 0);
  assert.equal(kept.local.all.size, 2);
});

test('a login without Remember me forgets the name and the value of the one before', () => {
  const kept = stores();
  keepPageValue(kept, { value, account: 'maria', rememberMe: true });
  keepPageValue(kept, { value: other, account: 'root', rememberMe: false });
  assert.equal(readPageValue(kept), other);
  assert.equal(rememberedAccount(kept), undefined);
  assert.equal(kept.local.all.size, 0);
});

test('a logout leaves no value anywhere, only the remembered name', () => {
  for (const rememberMe of [true, false]) {
    const kept = stores();
    keepPageValue(kept, { value, account: 'maria', rememberMe });
    adoptPageValue(kept, value);
    forgetPageValue(kept);
    assert.equal(readPageValue(kept), undefined);
    assert.deepEqual([...kept.local.all.values(), ...kept.session.all.values()], rememberMe ? ['maria'] : []);
  }
});

test('what does not look like a page value is none', () => {
  for (const wrong of ['', 'short', `${value}A`, `${value.slice(1)}/`, `${value.slice(1)} `])
    assert.ok(!isPageValue(wrong), wrong);
  const kept = stores();
  kept.local.setItem('interlock.page', 'planted');
  assert.equal(readPageValue(kept), undefined);
});

test('a browser that refuses its stores breaks nothing', () => {
  const refusing: ValueStore = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
    removeItem: () => {
      throw new Error('denied');
    },
  };
  const kept: PageStores = { session: refusing, local: refusing };
  keepPageValue(kept, { value, account: 'maria', rememberMe: true });
  assert.equal(readPageValue(kept), undefined);
});
