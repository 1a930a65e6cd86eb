import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findLines, lineLengthMax, lineMaker } from './log-lines.ts';

const out = (text: string, atMs = 0) => ({ atMs, stream: 'stdout' as const, text });
const err = (text: string, atMs = 0) => ({ atMs, stream: 'stderr' as const, text });
const texts = (lines: readonly { readonly text: string }[]) => lines.map((line) => line.text);

test('pieces become lines wherever they are cut', () => {
  const add = lineMaker();
  assert.deepEqual(texts(add([out('one\ntw'), out('o\n')])), ['one', 'two']);
  assert.deepEqual(texts(add([out('three')])), ['one', 'two', 'three']);
  assert.deepEqual(texts(add([out(' and more\n')])), ['one', 'two', 'three and more']);
});

test('stdout and stderr do not run into each other', () => {
  const lines = lineMaker()([out('half '), err('problem\n'), out('whole\n')]);
  assert.deepEqual(
    lines.map(({ stream, text }) => [stream, text]),
    [
      ['stderr', 'problem'],
      ['stdout', 'half whole'],
    ],
  );
});

test('a line has the time of its first piece and a number that stays', () => {
  const add = lineMaker();
  add([out('a\nb', 5)]);
  const lines = add([out('c\n', 9)]);
  assert.deepEqual(
    lines.map(({ number, atMs, text }) => ({ number, atMs, text })),
    [
      { number: 1, atMs: 5, text: 'a' },
      { number: 2, atMs: 5, text: 'bc' },
    ],
  );
});

test('of a progress bar only the last state is shown, and Windows line ends leave nothing', () => {
  assert.deepEqual(texts(lineMaker()([out('10 %\r50 %\r100 %\nend\r\n')])), ['100 %', 'end']);
});

test('a colour goes on over lines of its own stream only', () => {
  const lines = lineMaker()([out('\u001b[31mred\n'), err('plain\n'), out('still\n')]);
  assert.deepEqual(
    lines.map((line) => line.pieces[0]?.style),
    [{ color: 1 }, {}, { color: 1 }],
  );
});

test('an endless line is cut into lines of bounded length and loses nothing', () => {
  const text = 'x'.repeat(lineLengthMax * 2 + 7);
  const lines = lineMaker()([out(text)]);
  assert.equal(Math.max(...lines.map((line) => line.text.length)), lineLengthMax);
  assert.equal(texts(lines).join(''), text);
});

test('however a text is cut into pieces, the lines are the same', () => {
  const words = fc.array(fc.constantFrom('a', '\n', 'b\n', ' ', 'c'), { maxLength: 30 });
  fc.assert(
    fc.property(words, (pieces) => {
      const whole = lineMaker()([out(pieces.join(''))]);
      const parts = lineMaker()(pieces.map((piece) => out(piece)));
      assert.deepEqual(texts(parts), texts(whole));
    }),
  );
});

test('the search finds lines without regard to case, and nothing for nothing', () => {
  const lines = lineMaker()([out('Alpha\nbeta\nALPHABET\n')]);
  assert.deepEqual(findLines(lines, 'alpha'), [0, 2]);
  assert.deepEqual(findLines(lines, ''), []);
});
