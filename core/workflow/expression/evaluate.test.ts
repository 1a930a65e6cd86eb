import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { NamedValues, Value } from '../format/value.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { evaluateSource } from './evaluate-source.ts';
import { parseExpression } from './parse-expression.ts';

const variables: NamedValues = {
  name: 'World',
  n: 7,
  yes: true,
  list: ['a', 2, ['b']],
  map: { inner: { x: 1 }, text: 't' },
  'with-hyphen': 'h',
  returnCode: 3,
  hidden: 'by a step',
};
const scope: Scope = {
  variable: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  argument: (name) => (name === 'hidden' ? 'as given' : undefined),
};

const values: readonly [source: string, value: Value][] = [
  ["'single $name \\n'", 'single $name \\n'],
  ['"Hello $name!"', 'Hello World!'],
  [`"$(1 + 2)-\${with-hyphen}-\\$name-\\"\\\\\\n\\t"`, '3-h-$name-"\\\n\t'],
  ['"$list"', '["a",2,["b"]]'],
  [`"\${yes}\${n}"`, 'true7'],
  ['1 + 2 * 3 - 4 / 2', 5],
  ['(1 + 2) * 3', 9],
  ['10 - 2 - 3', 5],
  ['8 / 2 / 2', 2],
  ['-2 * -3', 6],
  ['-$n', -7],
  ['1.5 + 0.25', 1.75],
  ["'a' + 'b'", 'ab'],
  ["'a' ++ 1 ++ true", 'a1true'],
  ['$list ++ $list(2)', ['a', 2, ['b'], 'b']],
  ['$list(0) ++ $list(2)(0)', 'ab'],
  ['$map.inner.x', 1],
  ['$n == 7', true],
  ["$n == '7'", false],
  ["$n != '7'", true],
  ['$map == $map', true],
  ['$list == $map', false],
  ["'a' < 'b'", true],
  ['2 >= 2 && 1 <= 1', true],
  ['1 > 2 || 2 > 1', true],
  ['1 < 2 == true', true],
  ['!($n > 10)', true],
  ['false && $unknown', false],
  ['true || $unknown', true],
  ["if $n > 5 then 'big' else 'small'", 'big'],
  ['if false then $unknown else 1', 1],
  ["variable('name')", 'World'],
  ["variable('missing', default='d')", 'd'],
  ["variable(key='missing', default=$n)", 7],
  ["variable('hidden') ++ '/' ++ argument('hidden')", 'by a step/as given'],
  ["argument('name', 'only a variable')", 'only a variable'],
  ['returnCode', 3],
  ['$returnCode', 3],
  ["toNumber('-12.50')", -12.5],
  ['toNumber(true)', 1],
  ["toBoolean('false')", false],
  ['toString(0.1)', '0.1'],
  ["replaceAll('a.b.c', '\\.', '/')", 'a/b/c'],
  ["replaceAll('aXbX', 'X', '')", 'ab'],
  ['0 * -1', 0],
];

for (const [source, value] of values) {
  test(`${source} gives ${JSON.stringify(value)}`, () => {
    assert.deepEqual(evaluateSource(source, scope), { ok: true, value });
  });
}

const refused: readonly [what: string, source: string, message: RegExp][] = [
  ['an unknown variable', '1 + $unknown', /Column 5: there is no variable "unknown"/],
  ['a name of Object', '$toString', /there is no variable/],
  ['the prototype', '$map.__proto__', /the Map has no field __proto__/],
  ['an inherited field', '$map.constructor', /the Map has no field constructor/],
  ['an element outside', '$list(3)', /the List has no element 3/],
  ['an element between', '$list(0.5)', /the List has no element 0.5/],
  ['the length of a List by a field', '$list.length', /only a Map has a field/],
  ['a sum of a number and a text', "1 + '1'", /\+ needs two numbers/],
  ['a comparison of a number and a text', "1 < '2'", /< needs two numbers or two texts/],
  ['a Boolean that is none', "'true' && true", /a Boolean is needed here/],
  ['a division by zero', '1 / 0', /divided by zero/],
  ['a result that is not exact', '9007199254740991 + 1', /too large to be exact/],
  ['a numeral that is none', "toNumber('0x10')", /needs a numeral/],
  ['a numeral that is not exact', "toNumber('12345678901234567')", /too large to be exact/],
  ['an empty pattern', "replaceAll('a', '', 'b')", /pattern of replaceAll is empty/],
  ['a regular expression', "replaceAll('aaaa', '(a+)+$', 'b')", /must be literal/],
  ['a group in the replacement', "replaceAll('a', 'a', '$1')", /must hold neither/],
];

for (const [what, source, message] of refused) {
  test(`${what} has no value, and the problem says why`, () => {
    const result = evaluateSource(source, scope);
    assert.ok(!result.ok, JSON.stringify(result));
    assert.match(result.problem.message, message);
  });
}

test('a text never grows beyond its bound, by whichever way', () => {
  const long: Scope = { variable: () => 'x'.repeat(150_000), argument: () => undefined };
  for (const source of ['$a ++ $a', '$a + $a', '"$a$a"', "replaceAll($a, 'x', 'yy')", '$a ++ 1 ++ $a']) {
    assert.equal(evaluateSource(source, long).ok, false, source);
  }
});

test('evaluating never throws and always ends, whatever expression meets whatever values', () => {
  const atom = fc.constantFrom(
    "'t'",
    '"$a"',
    '0',
    '2.5',
    'true',
    '$a',
    '$b',
    '$missing',
    "variable('c', $a)",
  );
  const operator = fc.constantFrom('+', '-', '*', '/', '++', '==', '<', '&&', '||');
  const { source } = fc.letrec<{ source: string }>((tie) => ({
    source: fc.oneof(
      { depthSize: 'small' },
      atom,
      fc.tuple(tie('source'), operator, tie('source')).map(([left, op, right]) => `(${left} ${op} ${right})`),
      fc
        .tuple(tie('source'), tie('source'), tie('source'))
        .map(([c, y, n]) => `(if ${c} then ${y} else ${n})`),
      tie('source').map((inner) => `toNumber(${inner})`),
      tie('source').map((inner) => `(${inner})(0)`),
      tie('source').map((inner) => `(${inner}).a`),
      fc.tuple(tie('source'), tie('source')).map(([text, pattern]) => `replaceAll(${text}, ${pattern}, 'r')`),
    ),
  }));
  const value = fc.jsonValue({ maxDepth: 2 }).filter((json) => json !== null) as fc.Arbitrary<Value>;
  fc.assert(
    fc.property(source, value, value, (text, a, b) => {
      const known: NamedValues = { a, b };
      const expression = parseExpression(text);
      if (!expression.ok) return;
      const found = evaluate(expression.value, {
        variable: (name) => (Object.hasOwn(known, name) ? known[name] : undefined),
        argument: () => undefined,
      });
      if (found.ok && typeof found.value === 'number') assert.ok(Number.isFinite(found.value));
    }),
  );
});
