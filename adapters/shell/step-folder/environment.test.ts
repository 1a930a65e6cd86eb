import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildEnvironment } from './environment.ts';

const base = { PATH: '/bin', HOME: '/home/x', LANG: 'C' };
const own = { INTERLOCK_JOB: 'marker', JS7_RETURN_VALUES: '/work/values' };

test('the environment is the base, the job and ours, and nothing else', () => {
  const result = buildEnvironment(base, { A: 'b', PATH: '/opt/bin' }, own);
  assert.deepEqual(result, { ok: true, value: { ...base, A: 'b', PATH: '/opt/bin', ...own } });
});

const refused: readonly [what: string, job: Record<string, string>][] = [
  ['NUL in a value', { A: 'b\0c' }],
  ['NUL in a name', { 'A\0': 'b' }],
  ['an equals sign in a name', { 'A=B': 'c' }],
  ['an empty name', { '': 'c' }],
  ['a name that begins with a figure', { '1A': 'c' }],
  ['a name that bash reads as a function', { 'BASH_FUNC_x%%': '() { :; }' }],
  ['a name beyond 255 characters', { [`A${'B'.repeat(255)}`]: 'c' }],
  ['a broken character', { A: '\ud800' }],
  ['the marker', { INTERLOCK_JOB: 'x' }],
  ['the return values', { JS7_RETURN_VALUES: '/etc/passwd' }],
];
for (const [what, job] of refused) {
  test(`${what} is refused, and the refusal holds no value`, () => {
    const result = buildEnvironment(base, { ...job, SECRET: 'canary' }, own);
    assert.equal(result.ok ? undefined : result.problem.code, 'InvalidArguments');
    assert.ok(!JSON.stringify(result).includes('canary'));
  });
}
