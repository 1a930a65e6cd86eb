import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutputPiece } from '@interlock/workflow';
import fc from 'fast-check';
import { fakeTime, quiet } from '../agent.fakes.ts';
import { pumpOutput } from './pump-output.ts';

/** A stream into which a test writes, and which counts how often it was asked. */
function stream() {
  const texts: string[] = [];
  let isFinished = false;
  let offset = 0;
  let wake = () => {};
  async function* pieces(): AsyncGenerator<OutputPiece> {
    while (true) {
      const text = texts.shift();
      if (text !== undefined) {
        yield { offset, text };
        offset += Buffer.byteLength(text);
      } else if (isFinished) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return {
    pieces: pieces(),
    left: () => texts.length,
    write(...more: string[]) {
      texts.push(...more);
      wake();
    },
    finish() {
      isFinished = true;
      wake();
    },
  };
}

test('what comes within 50 ms shares a piece, and none waits longer', async () => {
  const time = fakeTime();
  const source = stream();
  const written: OutputPiece[] = [];
  const done = pumpOutput(source.pieces, time, async (piece) => void written.push(piece));
  source.write('a');
  await quiet();
  source.write('b');
  await quiet();
  assert.deepEqual(written, []);
  time.pass(49);
  await quiet();
  assert.deepEqual(written, []);
  time.pass(1);
  await quiet();
  assert.deepEqual(written, [{ offset: 0, text: 'ab' }]);
  source.write('c');
  source.finish();
  await done;
  assert.deepEqual(written.at(-1), { offset: 2, text: 'c' });
  assert.equal(time.waiting(), 0);
});

test('a full piece does not wait', async () => {
  const time = fakeTime();
  const source = stream();
  const written: OutputPiece[] = [];
  const done = pumpOutput(source.pieces, time, async (piece) => void written.push(piece));
  source.write('x'.repeat(40_000), 'y'.repeat(40_000));
  await quiet();
  assert.deepEqual(
    written.map(({ text }) => text.length),
    [40_000],
  );
  source.finish();
  await done;
  assert.deepEqual(
    written.map(({ offset }) => offset),
    [0, 40_000],
  );
});

test('while a piece is being written no more than one further piece is read', async () => {
  const source = stream();
  const writing: (() => void)[] = [];
  const done = pumpOutput(source.pieces, fakeTime(), () => new Promise((resolve) => writing.push(resolve)));
  source.write(...Array.from({ length: 20 }, () => 'x'.repeat(60_000)));
  await quiet();
  assert.equal(writing.length, 1);
  assert.equal(source.left(), 18);
  source.finish();
  while (source.left() > 0 || writing.length > 0) {
    writing.shift()?.();
    await quiet();
  }
  await done;
});

test('whatever comes in is what goes out, in order and without gap', async () => {
  const texts = fc.array(fc.string({ minLength: 1, maxLength: 30_000 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      const source = stream();
      const written: OutputPiece[] = [];
      source.write(...given);
      source.finish();
      await pumpOutput(source.pieces, fakeTime(), async (piece) => void written.push(piece));
      assert.equal(written.map(({ text }) => text).join(''), given.join(''));
      let offset = 0;
      for (const piece of written) {
        assert.equal(piece.offset, offset);
        assert.ok(piece.text.length <= 65_536);
        offset += Buffer.byteLength(piece.text);
      }
    }),
    { numRuns: 30 },
  );
});

test('a journal that can not be written ends it', async () => {
  const source = stream();
  source.write('x');
  source.finish();
  const fail = () => Promise.reject(new Error('the disk is full'));
  await assert.rejects(pumpOutput(source.pieces, fakeTime(), fail), /disk is full/);
});
