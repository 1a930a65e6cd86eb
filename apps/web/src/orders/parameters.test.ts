import assert from 'node:assert/strict';
import { test } from 'node:test';
import { furtherArguments, type Parameter, parametersOf, valueToSend } from './parameters.ts';

const parameter = (more: Partial<Parameter> = {}): Parameter => ({
  name: 'x',
  type: 'String',
  isRequired: true,
  initial: '',
  ...more,
});

test('declared parameters become fields with type, default and need', () => {
  const declared = {
    parameters: {
      day: { type: 'String', facet: '[0-9]+', message: 'digits' },
      region: { type: 'String', list: ['emea', 'amer'], default: '"emea"' },
      chunk: { type: 'Number', default: 500 },
      dry: { type: 'Boolean', default: true },
      rows: { type: 'List', default: [1, 2] },
      own: { type: 'String', final: '$js7OrderId' },
      odd: 'nothing',
    },
  };
  assert.deepEqual(
    parametersOf(declared).map(({ name, type, isRequired, initial }) => [name, type, isRequired, initial]),
    [
      ['day', 'String', true, ''],
      ['region', 'String', false, 'emea'],
      ['chunk', 'Number', false, '500'],
      ['dry', 'Boolean', false, 'true'],
      ['rows', 'List', false, '[1,2]'],
    ],
  );
});

test('a workflow that declares nothing has no fields', () => {
  for (const nothing of [undefined, null, {}, { parameters: [] }, { parameters: 'x' }, 7])
    assert.deepEqual(parametersOf(nothing), []);
});

test('values are sent in their type, and what can not be sent says why', () => {
  const cases: readonly (readonly [Partial<Parameter>, string, object])[] = [
    [{}, '', { fault: 'missing' }],
    [{ isRequired: false }, '', { value: undefined }],
    [{}, 'text', { value: 'text' }],
    [{ type: 'Number' }, '1.5', { value: 1.5 }],
    [{ type: 'Number' }, 'one', { fault: 'noNumber' }],
    [{ type: 'Number' }, 'Infinity', { fault: 'noNumber' }],
    [{ type: 'Boolean' }, 'true', { value: true }],
    [{ type: 'Boolean' }, '', { value: false }],
    [{ type: 'List' }, '[1]', { value: [1] }],
    [{ type: 'List' }, '{}', { fault: 'noJson' }],
    [{ type: 'Map' }, '{"a":1}', { value: { a: 1 } }],
    [{ type: 'Map' }, '[1', { fault: 'noJson' }],
    [{ facet: '[0-9]{2}' }, '12', { value: '12' }],
    [{ facet: '[0-9]{2}' }, '123', { fault: 'noFit' }],
    [{ facet: '(' }, 'left to the Controller', { value: 'left to the Controller' }],
  ];
  for (const [more, typed, expected] of cases)
    assert.deepEqual(valueToSend(parameter(more), typed), expected, typed);
});

test('where arguments without declaration are taken there is a field for them', () => {
  assert.equal(furtherArguments({ allowUndeclared: true }, 'Further')?.type, 'Map');
  for (const nothing of [undefined, {}, { allowUndeclared: false }, { allowUndeclared: 'true' }])
    assert.equal(furtherArguments(nothing, 'Further'), undefined);
});
