import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { readLines } from './line-reader.ts';

async function linesOf(chunks: readonly (string | Buffer)[], bytesMax = 100): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  readLines(stream, bytesMax, (line) => lines.push(line));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await once(stream, 'close');
  return lines;
}

test('lines are whole however they arrive', async () => {
  assert.deepEqual(await linesOf(['a', 'b\nc\n', '\nd', 'e\n']), ['ab', 'c', '', 'de']);
});

test('a character is whole although it was cut', async () => {
  const euro = Buffer.from('€\n');
  assert.deepEqual(await linesOf([euro.subarray(0, 1), euro.subarray(1)]), ['€']);
});

test('what has no line end is no line', async () => {
  assert.deepEqual(await linesOf(['a\nrest']), ['a']);
});

test('a line that grows without end ends the stream', async () => {
  await assert.rejects(linesOf(['x'.repeat(60), 'x'.repeat(60)]), /longer than 100 bytes/);
});
