import type { OutputPiece } from '@interlock/workflow';
import type { Timers } from '../timers.ts';

/** How long output waits for more to share its event, in milliseconds. */
const waitMs = 50;
/** The most text of one event, in UTF-16 code units. */
const textLengthMax = 64 * 1024;

/**
 * Takes an output stream to its end and hands it on in pieces of up to 64 Ki, each at most 50 ms old. Reads no further
 * while a piece is being written, so a slow journal slows the script, and memory stays flat.
 */
export async function pumpOutput(
  pieces: AsyncIterable<OutputPiece>,
  timers: Timers,
  write: (piece: OutputPiece) => Promise<void>,
): Promise<void> {
  const source = pieces[Symbol.asyncIterator]();
  let next = source.next();
  for (let first = await next; first.done !== true; first = await next) {
    let piece = first.value;
    next = source.next();
    const { late, cancel } = startWaiting(timers);
    for (;;) {
      const more = await Promise.race([next, late]);
      if (more === 'late' || more.done === true) break;
      if (piece.text.length + more.value.text.length > textLengthMax) break;
      piece = { offset: piece.offset, text: piece.text + more.value.text };
      next = source.next();
    }
    cancel();
    await write(piece);
  }
}

function startWaiting(timers: Timers): { readonly late: Promise<'late'>; readonly cancel: () => void } {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  return { late: promise, cancel: timers.after(waitMs, () => resolve('late')) };
}
