import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

test('equal values have one text, whatever the order of their members', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' })),
      (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        assert.equal(canonicalJson(turned), canonicalJson(value));
      },
    ),
  );
});

test('the text reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      assert.equal(canonicalJson(JSON.parse(canonicalJson(value))), canonicalJson(value));
    }),
  );
});

test('members stand in the order of their UTF-16 code units (RFC 8785 §3.2.3)', () => {
  assert.equal(
    canonicalJson({ '€': 1, '\r': 2, a: 3, A: 4, '10': 5, '2': 6 }),
    '{"\\r":2,"10":5,"2":6,"A":4,"a":3,"€":1}',
  );
});

test('members without a value are left out', () => {
  assert.equal(canonicalJson({ a: undefined, b: null }), '{"b":null}');
});

for (const [what, value] of [
  ['a number that is not finite', Number.POSITIVE_INFINITY],
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate as a key', { '\ud800': 1 }],
  ['a bigint', 1n],
  ['a function', () => 1],
] as const) {
  test(`${what} is refused`, () => {
    assert.throws(() => canonicalJson(value), TypeError);
  });
}
