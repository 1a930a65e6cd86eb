import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asciiJson, printableJson } from './printable-json.ts';

test('what a terminal or a viewer would obey is escaped, and the value stays the same', () => {
  const hazards = '\u001b[2J\u007f\u009b\u202e\u2066\u2028\u2029\u200b\ufeff\u{e0041}\r\n';
  const text = printableJson(JSON.stringify({ [hazards]: hazards }));
  assert.match(text, /^[\x20-\x7e]+$/);
  assert.deepEqual(JSON.parse(text), { [hazards]: hazards });
});

test('letters of any script stay as they are', () => {
  assert.equal(printableJson('"Müller 山田 🙂"'), '"Müller 山田 🙂"');
});

test('the ASCII form is ASCII and reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = JSON.stringify(value);
      assert.match(asciiJson(text), /^[\x20-\x7e]*$/);
      assert.deepEqual(JSON.parse(asciiJson(text)), JSON.parse(text));
      assert.deepEqual(JSON.parse(printableJson(text)), JSON.parse(text));
    }),
  );
});
