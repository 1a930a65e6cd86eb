import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseReturnValues, readReturnValues } from './return-values.ts';

const folder = mkdtempSync(join(tmpdir(), 'return-values-'));
after(() => rmSync(folder, { recursive: true }));

const accepted: readonly [text: string, values: Record<string, string>][] = [
  ['', {}],
  ['\n\n', {}],
  ['a=1\nb=two words \n', { a: '1', b: 'two words ' }],
  ['a=1\na=2', { a: '2' }],
  ['a=', { a: '' }],
  ['a=b=c', { a: 'b=c' }],
  ['größe.max-1=ä', { 'größe.max-1': 'ä' }],
];
for (const [text, values] of accepted) {
  test(`${JSON.stringify(text)} gives its values`, () => {
    assert.deepEqual(parseReturnValues(text), { ok: true, value: values });
  });
}

const refused: readonly [what: string, text: string][] = [
  ['a line without equals sign', 'a=1\nnonsense'],
  ['an empty name', '=1'],
  ['a name with a space', 'a b=1'],
  ['a name that reaches the prototype', '__proto__=1'],
  ['the name constructor', 'constructor=1'],
  ['a value with NUL', 'a=\0'],
  ['too many values', Array.from({ length: 1_001 }, (_, n) => `a${n}=`).join('\n')],
];
for (const [what, text] of refused) {
  test(`${what} refuses the whole file`, () => {
    const result = parseReturnValues(text);
    assert.equal(result.ok ? undefined : result.problem.code, 'InvalidArguments');
  });
}

test('a refusal names the line', () => {
  const result = parseReturnValues('a=1\nnonsense');
  assert.match(result.ok ? '' : result.problem.message, /line 2/);
});

test('a file that is missing holds no values', async () => {
  assert.deepEqual(await readReturnValues(join(folder, 'missing')), { ok: true, value: {} });
});

test('a file is read', async () => {
  const path = join(folder, 'values');
  writeFileSync(path, 'a=1\n');
  assert.deepEqual(await readReturnValues(path), { ok: true, value: { a: '1' } });
});

const tricks: readonly [what: string, make: (path: string) => void][] = [
  ['a link to another file', (path) => symlinkSync('/etc/passwd', path)],
  ['a FIFO that nobody writes to', (path) => execFileSync('mkfifo', [path])],
  ['a folder', (path) => execFileSync('mkdir', [path])],
  ['a file beyond 64 kB', (path) => writeFileSync(path, `a=${'x'.repeat(65_535)}`)],
  ['bytes that are no UTF-8', (path) => writeFileSync(path, Buffer.from([0x61, 0x3d, 0xff]))],
];
for (const [index, [what, make]] of tricks.entries()) {
  test(`${what} in place of the file is refused`, async () => {
    const path = join(folder, `trick-${index}`);
    make(path);
    const result = await readReturnValues(path);
    assert.equal(result.ok ? undefined : result.problem.code, 'InvalidArguments');
  });
}
