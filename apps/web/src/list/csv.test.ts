import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from './csv.ts';

test('commas, quotes and line ends are quoted', () => {
  assert.equal(
    csv(
      ['a', 'b'],
      [
        ['x,y', 'say "no"'],
        ['1\n2', ''],
      ],
    ),
    'a,b\r\n"x,y","say ""no"""\r\n"1\n2",\r\n',
  );
});

test('no cell is taken for a formula', () => {
  for (const formula of ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1'])
    assert.match(csv([], [[formula]]).split('\r\n')[1] ?? '', /^"?'/, JSON.stringify(formula));
});
