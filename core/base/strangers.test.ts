import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Strangers } from './strangers.ts';

test('when one more comes than there are places, the one that came first gives way', () => {
  const gone: string[] = [];
  const strangers = new Strangers<number, string>(2, (value) => gone.push(value));
  for (const [key, value] of ['ann', 'bob', 'cat', 'dan'].entries()) strangers.came(key, value);
  assert.deepEqual(gone, ['ann', 'bob']);
  assert.equal(strangers.count, 2);
  strangers.leave();
  assert.deepEqual(gone, ['ann', 'bob', 'cat', 'dan']);
  assert.equal(strangers.count, 0);
});

test('who has proved himself keeps nobody out and never gives way', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.boolean(), { maxLength: 200 }),
      (max, proves) => {
        const proved = new Set<number>();
        const gone: number[] = [];
        const strangers = new Strangers<number, number>(max, (value) => gone.push(value));
        for (const [key, isProved] of proves.entries()) {
          strangers.came(key, key);
          if (!isProved) continue;
          strangers.left(key);
          proved.add(key);
        }
        assert.ok(strangers.count <= max);
        assert.deepEqual(
          gone.filter((key) => proved.has(key)),
          [],
        );
        const others = proves.length - proved.size;
        assert.equal(gone.length, Math.max(0, others - strangers.count));
        assert.deepEqual(
          gone,
          gone.toSorted((a, b) => a - b),
        );
      },
    ),
  );
});
