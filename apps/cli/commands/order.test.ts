import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentsOf } from './order.ts';

test('an argument is what it reads as: text, number or boolean', () => {
  assert.deepEqual(argumentsOf(['a=1', 'b=-2.5', 'c=true', 'd=x=y', 'e=', 'f=007', 'g=1e3']), {
    a: 1,
    b: -2.5,
    c: true,
    d: 'x=y',
    e: '',
    f: '007',
    g: '1e3',
  });
});

test('an argument without a name is refused', () => {
  assert.throws(() => argumentsOf(['=1']), /name=value/);
  assert.throws(() => argumentsOf(['amount']), /name=value/);
});
