import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTextPieces } from './text-pieces.ts';

function run(chunks: readonly Uint8Array[], bytesLeft: number) {
  const budget = { bytesLeft, bytesDropped: 0 };
  const pieces = createTextPieces(budget);
  const all = [...chunks.flatMap((chunk) => pieces.push(chunk)), ...pieces.end()];
  return { all, text: all.map(({ text }) => text).join(''), dropped: budget.bytesDropped };
}

const chunks = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 12 });

test('however the bytes are cut, the text is that of the whole', () => {
  fc.assert(
    fc.property(chunks, (parts) => {
      const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(parts));
      assert.equal(run(parts, 10_000).text, whole);
    }),
  );
});

test('pieces follow each other without gap, are well formed and never empty', () => {
  fc.assert(
    fc.property(chunks, fc.integer({ min: 0, max: 60 }), (parts, bytesMax) => {
      let offset = 0;
      for (const piece of run(parts, bytesMax).all) {
        assert.equal(piece.offset, offset);
        assert.ok(piece.text.length > 0 && piece.text.isWellFormed());
        offset += Buffer.byteLength(piece.text);
      }
    }),
  );
});

test('never more than the budget is kept, and every byte of text is kept or counted', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 10 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 60 }), (parts, bytesMax) => {
      const bytes = parts.map((part) => Buffer.from(part));
      const { text, dropped } = run(bytes, bytesMax);
      const kept = Buffer.byteLength(text.replace(/\n?\[Interlock: .*\n$/, ''));
      assert.ok(kept <= bytesMax);
      const lineEnds =
        text.includes('\n[Interlock') && parts.join('').startsWith(`${text.split('\n[')[0]}\n`) ? 1 : 0;
      assert.ok(Math.abs(kept + dropped - Buffer.concat(bytes).length) <= lineEnds);
    }),
  );
});

test('the log ends with one line that tells how much was dropped', () => {
  const { text, dropped } = run([Buffer.from('abcdef'), Buffer.from('ghi')], 4);
  assert.equal(text, 'abcd\n[Interlock: 5 more bytes were written here and not kept]\n');
  assert.equal(dropped, 5);
});

test('a log that was cut at the end of a line gets no empty line', () => {
  assert.equal(
    run([Buffer.from('abc\ndef')], 4).text,
    'abc\n[Interlock: 3 more bytes were written here and not kept]\n',
  );
});

test('a character that does not fit whole is dropped whole', () => {
  assert.equal(
    run([Buffer.from('a€')], 3).text,
    'a\n[Interlock: 3 more bytes were written here and not kept]\n',
  );
});

test('nothing is kept behind what was dropped', () => {
  assert.match(run([Buffer.from('a€'), Buffer.from('b')], 3).text, /^a\n\[Interlock: 4 more/);
});

test('both streams of a step share one budget, and each tells of its own loss', () => {
  const budget = { bytesLeft: 5, bytesDropped: 0 };
  const stdout = createTextPieces(budget);
  const stderr = createTextPieces(budget);
  assert.equal(stdout.push(Buffer.from('abc'))[0]?.text, 'abc');
  assert.equal(stderr.push(Buffer.from('defg'))[0]?.text, 'de');
  assert.deepEqual(stdout.push(Buffer.from('x')), []);
  assert.match(stdout.end()[0]?.text ?? '', /: 1 more/);
  assert.match(stderr.end()[0]?.text ?? '', /: 2 more/);
  assert.equal(budget.bytesDropped, 3);
});

test('a long chunk is cut into pieces between characters', () => {
  const text = `x${'😀'.repeat(50_000)}`;
  const { all } = run([Buffer.from(text)], 1_000_000);
  assert.equal(all.map((piece) => piece.text).join(''), text);
  for (const piece of all) assert.ok(piece.text.length <= 65_536 && piece.text.isWellFormed());
});
