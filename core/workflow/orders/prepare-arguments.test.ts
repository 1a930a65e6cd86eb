import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execute, workflow } from '../testing/build.ts';
import { lenientArguments, prepareArguments } from './prepare-arguments.ts';

const { orderPreparation } = workflow([execute('a')], {
  orderPreparation: {
    parameters: {
      n: { type: 'Number' },
      b: { type: 'Boolean' },
      s: { type: 'String' },
      m: { type: 'Map', listParameters: { k: { type: 'String', default: 'd' } }, default: {} },
      half: { type: 'Number', final: '$n / 2' },
      quarter: { type: 'Number', final: '$half / 2' },
    },
  },
});

test('final values may name those before them', () => {
  assert.deepEqual(prepareArguments(orderPreparation, { n: 8, b: true, s: '' }), {
    ok: true,
    value: { n: 8, b: true, s: '', m: { k: 'd' }, half: 4, quarter: 2 },
  });
});

test('a final value that can not be computed, or does not fit, is refused with its name', () => {
  const broken = workflow([execute('a')], {
    orderPreparation: { parameters: { n: { type: 'Number' }, f: { type: 'String', final: '1 / $n' } } },
  }).orderPreparation;
  for (const [n, message] of [
    [0, /f has no value: .*divided by zero/],
    [1, /f has to be a String/],
  ] as const) {
    const prepared = prepareArguments(broken, { n });
    assert.ok(!prepared.ok);
    assert.match(prepared.problem[0]?.message ?? '', message);
    assert.equal(prepared.problem[0]?.field, 'arguments.f');
  }
});

test('all bad arguments are named at once', () => {
  const prepared = prepareArguments(orderPreparation, { n: 'x', b: 1, extra: 0 });
  assert.deepEqual(prepared.ok || prepared.problem.map(({ field }) => field), [
    'arguments.n',
    'arguments.b',
    'arguments.extra',
    'arguments.s',
  ]);
});

test('texts of clients that know nothing else become what was declared, where that loses nothing', () => {
  const given = { n: '12.5', b: 'true', s: 7, extra: '1' };
  assert.deepEqual(lenientArguments(orderPreparation, given), { n: 12.5, b: true, s: '7', extra: '1' });
  for (const n of ['', ' 1', '1e3', '0x1', '01', '+1', 'NaN', '1_000'])
    assert.deepEqual(lenientArguments(orderPreparation, { n }), { n }, 'it stays, to be refused');
  assert.deepEqual(lenientArguments(orderPreparation, { b: 'TRUE', n: true }), { b: 'TRUE', n: true });
});
