import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonDepthMax } from './limits.ts';
import { parseWireJson } from './wire-json.ts';

test('ordinary JSON comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      if (/"(__proto__|constructor|prototype)"/.test(text)) return;
      assert.deepEqual(parseWireJson(text), { ok: true, value: JSON.parse(text) });
    }),
  );
});

test('keys that reach for the prototype are refused by name, at any depth and however they are spelled', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
    for (const text of [`{"${key}":1}`, `[{"a":[{"${key}":{}}]}]`]) {
      const parsed = parseWireJson(text);
      assert.ok(!parsed.ok);
      assert.equal(parsed.problem.field, JSON.parse(`"${key}"`));
    }
  }
});

test('the same words are welcome as values', () => {
  assert.ok(parseWireJson('{"name":"__proto__","list":["constructor"]}').ok);
});

test('nesting ends at the limit, and a hundred thousand brackets cost nothing', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  assert.ok(parseWireJson(nested(jsonDepthMax)).ok);
  assert.ok(!parseWireJson(nested(jsonDepthMax + 1)).ok);
  assert.ok(!parseWireJson(nested(100_000)).ok);
  assert.ok(!parseWireJson('{"a":'.repeat(100_000)).ok);
});

test('brackets inside strings are no nesting', () => {
  assert.ok(parseWireJson(JSON.stringify({ a: '[{"'.repeat(200), b: '\\"[[[' })).ok);
});

test('what is not one JSON value is refused', () => {
  for (const text of ['', '{', '{} {}', "{'a':1}", '{"a":NaN}', 'undefined', '\u0000']) {
    assert.ok(!parseWireJson(text).ok, text);
  }
});
