import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonLimits, parseJson } from './parse-json.ts';

const strict = { firstValueOnly: false };

describe('a JSON body', () => {
  it('gives what JSON.parse gives, whatever the value and the white space', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        const parsed = parseJson(text, strict);
        if (parsed.ok) assert.deepEqual(parsed.value, JSON.parse(text));
        else assert.match(parsed.problem.message, /twice|refused|exactly|half a character/);
      }),
    );
  });

  it('is refused where JSON.parse refuses it, and never crashes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.eE+-truefalsn\\u \n') }),
        (text) => {
          const parsed = parseJson(text, strict);
          if (parsed.ok) assert.deepEqual(parsed.value, JSON.parse(text));
        },
      ),
    );
  });

  const refused: readonly (readonly [what: string, text: string, says: RegExp])[] = [
    ['nothing', '', /ends before/],
    ['a key that stands twice', '{"a":1,"a":2}', /field a stands twice/],
    ['a key that stands twice under an escape', '{"a":1,"\\u0061":2}', /stands twice/],
    ['__proto__', '{"__proto__":{"admin":true}}', /field __proto__ is refused/],
    ['__proto__ under an escape', '{"\\u005f_proto__":{}}', /__proto__ is refused/],
    ['constructor deep down', '[{"a":[{"constructor":1}]}]', /constructor is refused/],
    ['prototype', '{"prototype":{}}', /prototype is refused/],
    ['text after the value', '{} }', /text after the JSON value, at position 3/],
    ['a second value', '{}{}', /text after/],
    ['a comma too many', '[1,]', /not JSON at position 3/],
    ['a comma at the beginning', '{, "auditLog":{}}', /not JSON at position 1/],
    ['a leading zero', '01', /text after/],
    ['a plus sign', '+1', /not JSON/],
    ['NaN', 'NaN', /not JSON/],
    ['a comment', '{/* */}', /not JSON/],
    ['single quotes', "{'a':1}", /not JSON/],
    ['a line break within a text', '"a\nb"', /control character, at position 2/],
    ['an unknown escape', '"\\x"', /escape that JSON does not know/],
    ['half a character', '"\\ud800"', /half a character/],
    ['an unclosed text', '"abc', /ends before/],
    ['an unclosed object', '{"a":1', /ends before/],
    ['a number beyond what is kept exactly', '9007199254740993', /can not be kept exactly/],
    ['an infinite number', '1e999', /can not be kept exactly/],
    ['a number of a million digits', '1'.repeat(1_000_000), /can not be kept exactly/],
  ];
  for (const [what, text, says] of refused)
    it(`is refused with ${what}`, () => {
      const parsed = parseJson(text, strict);
      assert.equal(parsed.ok, false);
      assert.match(parsed.ok ? '' : parsed.problem.message, says);
      assert.equal(parsed.ok ? '' : parsed.problem.code, 'InvalidInput');
    });

  it('may be nested as deep as the limit, and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.ok(parseJson(nested(jsonLimits.depthMax), strict).ok);
    assert.equal(parseJson(nested(jsonLimits.depthMax + 1), strict).ok, false);
    assert.equal(parseJson('['.repeat(100_000), strict).ok, false);
    assert.equal(parseJson('{"a":'.repeat(100_000), strict).ok, false);
  });

  it('may hold as many values as the limit, and no more', () => {
    const limits = { depthMax: 64, valuesMax: 4 };
    assert.ok(parseJson('[1,2,3]', { ...strict, limits }).ok);
    assert.equal(parseJson('[1,2,3,4]', { ...strict, limits }).ok, false);
    assert.equal(parseJson('{"a":{},"b":{},"c":{},"d":{}}', { ...strict, limits }).ok, false);
  });

  it('keeps a text of four million characters, escaped or not', () => {
    for (const text of ['a'.repeat(4_000_000), '\\n'.repeat(2_000_000)])
      assert.ok(parseJson(JSON.stringify(JSON.parse(`"${text}"`)), strict).ok);
  });

  it('gives the first complete value where a call says so, and ignores the rest', () => {
    const parsed = parseJson('{"update":[]} }, "auditLog": {"comment":"x"} }', { firstValueOnly: true });
    assert.deepEqual(parsed, { ok: true, value: { update: [] } });
    assert.equal(parseJson('{"update":[] , }', { firstValueOnly: true }).ok, false);
  });

  it('keeps keys that every object has, such as toString, as keys of its own', () => {
    const parsed = parseJson('{"toString":"x","hasOwnProperty":1}', strict);
    assert.deepEqual(parsed.ok && Object.keys(parsed.value as object), ['toString', 'hasOwnProperty']);
  });
});
