import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alikeSubjects } from './alike-subjects.ts';

type Subject = Parameters<typeof alikeSubjects>[0][number];
const gain = { permission: 'p', exceptControllerIds: [], before: 'nowhere', after: 'everywhere' } as const;
const subject = (name: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'account',
  identityServiceName: 'interlock',
  name,
  state: 'active',
  gains: [],
  loses: [],
  ...more,
});

test('who gains and loses the same stands together, and nobody is lost', () => {
  const alike = alikeSubjects([
    subject('a', { gains: [gain] }),
    subject('b'),
    subject('c', { gains: [gain] }),
    subject('d', { gains: [gain], state: 'disabled' }),
    subject('e', { gains: [gain], kind: 'group' }),
    subject('f', { loses: [gain] }),
  ]);
  assert.deepEqual(
    alike.map(({ names }) => names),
    [['a', 'c'], ['b'], ['d'], ['e'], ['f']],
  );
});
