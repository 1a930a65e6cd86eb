import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAnsi, plain } from './ansi.ts';

const esc = '\u001b';
const textOf = (line: string) =>
  parseAnsi(line)
    .pieces.map((piece) => piece.text)
    .join('');

test('colours and weights become looks', () => {
  const { pieces, after } = parseAnsi(`a ${esc}[31;1mred${esc}[0m b ${esc}[92mgreen${esc}[39m c`);
  assert.deepEqual(pieces, [
    { text: 'a ', style: {} },
    { text: 'red', style: { color: 1, bold: true } },
    { text: ' b ', style: {} },
    { text: 'green', style: { color: 10 } },
    { text: ' c', style: {} },
  ]);
  assert.deepEqual(after, plain);
});

test('a look that is not ended goes on in the next line', () => {
  const { after } = parseAnsi(`${esc}[33mfirst`);
  assert.deepEqual(parseAnsi('second', after).pieces, [{ text: 'second', style: { color: 3 } }]);
});

test('many colours come down to the sixteen', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['38;5;196', 9],
    ['38;5;3', 3],
    ['38;5;244', 7],
    ['38;2;0;160;0', 2],
    ['38;2;10;10;10', 0],
    ['38;9', undefined],
  ];
  for (const [codes, color] of cases)
    assert.equal(parseAnsi(`${esc}[${codes}mx`).pieces[0]?.style.color, color, codes);
});

test('nothing but colours survives: no cursor, no title, no link, no screen', () => {
  const lines: readonly (readonly [string, string])[] = [
    [`${esc}[2J${esc}[Hcleared`, 'cleared'],
    [`${esc}]0;title\u0007after`, 'after'],
    [`${esc}]8;;https://evil.example\u0007link${esc}]8;;\u0007`, 'link'],
    [`${esc}]8;;x${esc}\\link`, 'link'],
    [`${esc}[?25lhidden`, 'hidden'],
    [`${esc}Pdevice`, 'device'],
    [`${esc}[1;`, ''],
    [`${esc}`, ''],
    ['bell\u0007and\u0000nul\u007f', 'bellandnul'],
    ['<b>&amp;</b>', '<b>&amp;</b>'],
  ];
  for (const [line, expected] of lines) assert.equal(textOf(line), expected, JSON.stringify(line));
});

test('no control character but the tab is ever shown, whatever is written', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(esc, '[', ']', ';', '3', 'm', 'x', '\u0007', '\\', '?', '\u009b', '\t'),
  });
  fc.assert(
    fc.property(nasty, (line) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      assert.doesNotMatch(textOf(line), /[\u0000-\u0008\u000a-\u001f\u007f]/);
    }),
  );
});

test('a line without escapes stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', 'ä', '日', '<', '\u202e', '🙂') }), (line) => {
      assert.equal(textOf(line), line);
    }),
  );
});
