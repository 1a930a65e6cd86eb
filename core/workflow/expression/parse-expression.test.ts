import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { binaryOperators, type Expression, expressionFunctions, type FunctionName } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import { variablesOf } from './variables-of.ts';

const refused: readonly [what: string, source: string, message: RegExp][] = [
  ['nothing', '', /Column 1: a value is expected, but there is the end/],
  ['a bare word', 'hello', /Column 1: "hello" is neither a value nor a function; texts need quotes/],
  ['two values', "'a' 'b'", /Column 5: the end is expected/],
  ['an open text', '"abc', /Column 1: the text has no closing quotation mark/],
  ['an open single-quoted text', "'abc", /no closing quotation mark/],
  ['an unknown escape', '"a\\x"', /Column 3: the backslash begins no known escape/],
  ['an open bracket', '(1 + 2', /Column 7: \) is expected/],
  ['an operator without operand', '1 +', /Column 4: a value is expected/],
  ['chained comparisons', '1 < 2 < 3', /Column 7: comparisons can not be chained/],
  ['chained equalities', '1 == 1 == 1', /can not be chained/],
  ['a dollar without name', '$', /the name of a variable is expected/],
  ['a dollar with a number', '$1', /the name of a variable is expected/],
  ['an open variable', '${a', /} is expected/],
  ['an impure function', 'now()', /Column 1: now is not supported/],
  ['a look at the environment', "env('HOME')", /env is not supported/],
  ['a regular expression', "$a matches 'x'", /Column 4: the end is expected/],
  ['a call of what is no function', "eval('1')", /"eval" is neither/],
  ['the constructor', 'constructor', /neither a value nor a function/],
  ['a name of Object', 'hasOwnProperty(1)', /neither a value nor a function/],
  ['too few arguments', "replaceAll('a', 'b')", /replaceAll needs 3 arguments/],
  ['too many arguments', "toNumber('1', 2)", /toNumber takes fewer arguments/],
  ['a wrongly named argument', "variable(key='a', fallback='b')", /the argument default is expected here/],
  ['if without else', 'if true then 1', /else is expected/],
  ['a number that is not exact', '9007199254740993', /too large to be exact/],
  ['more than 10 000 characters', `'${'a'.repeat(10_000)}'`, /longer than 10000/],
  ['brackets without end', '('.repeat(51), /nested deeper than 50/],
  ['signs without end', `${'-'.repeat(60)}1`, /nested deeper than 50/],
  ['ifs without end', 'if '.repeat(60), /nested deeper than 50/],
  ['insertions without end', '"$('.repeat(60), /nested deeper than 50/],
  ['too many parts', `1${' + 1'.repeat(600)}`, /more than 1000 parts/],
];

for (const [what, source, message] of refused) {
  test(`an expression with ${what} is refused, naming the place`, () => {
    const parsed = parseExpression(source, 'jobs.a.env.X');
    assert.ok(!parsed.ok, JSON.stringify(parsed));
    assert.match(parsed.problem.message, message);
    assert.equal(parsed.problem.code, 'InvalidExpression');
    assert.equal(parsed.problem.field, 'jobs.a.env.X');
  });
}

const name = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,5}$/);
const at = fc.constant(0);
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('constant' as const),
      value: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.nat().map((n) => n / 8),
        fc.boolean(),
      ),
      at,
    }),
    fc.record({ kind: fc.constant('variable' as const), name, at }),
    fc.record({
      kind: fc.constant('unary' as const),
      operator: fc.constantFrom('!' as const, '-' as const),
      operand: tie('tree'),
      at,
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...binaryOperators.flat()),
      left: tie('tree'),
      right: tie('tree'),
      at,
    }),
    fc.record({
      kind: fc.constant('if' as const),
      condition: tie('tree'),
      yes: tie('tree'),
      no: tie('tree'),
      at,
    }),
    fc.record({ kind: fc.constant('field' as const), of: tie('tree'), name, at }),
    fc.record({ kind: fc.constant('element' as const), of: tie('tree'), index: tie('tree'), at }),
    fc.constantFrom(...(Object.keys(expressionFunctions) as FunctionName[])).chain((called) =>
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constant(called),
        arguments: fc.array(tie('tree'), {
          minLength: expressionFunctions[called].required,
          maxLength: expressionFunctions[called].parameters.length,
        }),
        at,
      }),
    ),
  ),
}));

test('what is printed reads back as the same expression', () => {
  fc.assert(
    fc.property(tree, (expression) => {
      const source = printExpression(expression);
      const parsed = parseExpression(source);
      if (!parsed.ok) return assert.match(parsed.problem.message, /deeper|more than|longer/);
      assert.equal(printExpression(parsed.value), source);
      assert.deepEqual(withoutPlaces(parsed.value), withoutPlaces(expression));
    }),
  );
});

function withoutPlaces(expression: Expression): unknown {
  return JSON.parse(JSON.stringify(expression, (member, value) => (member === 'at' ? 0 : value)));
}

test('reading never throws and always ends, whatever the text', () => {
  const symbols = fc.constantFrom(
    '"',
    "'",
    '$',
    '${',
    '$(',
    '(',
    ')',
    '\\',
    'if ',
    'then',
    '++',
    '-',
    '.',
    'a',
    '1',
    ' ',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(symbols, { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(fc.property(text, (source) => typeof parseExpression(source).ok === 'boolean'));
});

test('the variables of an expression are those that it names, with whether it has a default for them', () => {
  const parsed = parseExpression(
    `if $a > 1 then "x $b \${c-d}" else variable('e', default=$f) ++ argument('g')`,
  );
  assert.ok(parsed.ok);
  assert.deepEqual(
    variablesOf(parsed.value).map(({ name: found, hasDefault }) => `${found} ${hasDefault}`),
    ['a false', 'b false', 'c-d false', 'e true', 'f false', 'g false'],
  );
});
