import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import { argon2Hasher, queueLimits } from './argon2-hasher.ts';

const never = new AbortController().signal;

test('a hash has the parameters of the specification beside it', async () => {
  const hasher = argon2Hasher({ random: randomBytes });
  const hash = unwrap(await hasher.hash(new Secret('a long enough password'), never));
  assert.match(hash.reveal(), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.equal(unwrap(await hasher.verify(new Secret('a long enough password'), hash, never)), true);
  assert.equal(hasher.needsRehash(hash), false);
});

test('equal passwords have different hashes', async () => {
  const hasher = argon2Hasher({ random: randomBytes, parameters: { memoryKib: 64, passes: 1, lanes: 1 } });
  const hashes = await Promise.all([1, 2].map(() => hasher.hash(new Secret('same'), never)));
  assert.notEqual(...(hashes.map((hash) => unwrap(hash).reveal()) as [string, string]));
});

test('a hash is made anew where any parameter was weaker, and not where it was stronger', () => {
  const hasher = argon2Hasher({ random: randomBytes });
  const made = (parameters: string) =>
    new Secret(`$argon2id$v=19$${parameters}$c29tZXNhbHRzYWx0c2E$${'A'.repeat(43)}`);
  assert.equal(hasher.needsRehash(made('m=19455,t=2,p=1')), true);
  assert.equal(hasher.needsRehash(made('m=65536,t=1,p=1')), true);
  assert.equal(hasher.needsRehash(made('m=65536,t=3,p=4')), false);
});

test('what can be no password is refused by hash and fits nothing in verify', async () => {
  const seen: string[] = [];
  const hasher = argon2Hasher({
    random: randomBytes,
    argon2: {
      hash: async () => assert.fail('nothing is hashed'),
      verify: async (hashed, password) => {
        seen.push(`${hashed.split('$')[3]} ${password.length}`);
        return false;
      },
    },
  });
  for (const text of ['', 'x'.repeat(1025), '\udc00']) {
    assert.equal((await hasher.hash(new Secret(text), never)).ok, false);
    assert.equal(unwrap(await hasher.verify(new Secret(text), new Secret('$never$looked$at'), never)), false);
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 3 }, () => 'm=19456,t=2,p=1 1'),
  );
});

test('no password fits the hash of nobody', async () => {
  const hasher = argon2Hasher({ random: randomBytes, parameters: { memoryKib: 64, passes: 1, lanes: 1 } });
  for (const text of ['', 'x', 'password'])
    assert.equal(unwrap(await hasher.verify(new Secret(text), undefined, never)), false);
});

test('sixty-four wait per core, five seconds', () => {
  assert.deepEqual(queueLimits(2), { atOnce: 2, waitingMax: 128, waitMsMax: 5_000 });
});
