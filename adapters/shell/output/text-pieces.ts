import type { OutputPiece } from '@interlock/workflow';

/** The longest piece, in UTF-16 code units. */
const pieceLengthMax = 64 * 1024;

/** What a step may still write; its stdout and stderr share one. */
export interface OutputBudget {
  bytesLeft: number;
  bytesDropped: number;
}

/** Turns the bytes of one output stream into pieces of text, within a budget. */
export interface TextPieces {
  push(bytes: Uint8Array): readonly OutputPiece[];
  /** The last pieces: what was cut in the middle of a character, and the line that tells of dropped output. */
  end(): readonly OutputPiece[];
}

/**
 * Decodes UTF-8 across the borders of chunks; what is none becomes U+FFFD. Beyond the budget bytes are counted and
 * dropped, and one line at the very end says how many.
 */
export function createTextPieces(budget: OutputBudget): TextPieces {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let offset = 0;
  let droppedHere = 0;
  let isInLine = false;

  function drop(byteCount: number): void {
    droppedHere += byteCount;
    budget.bytesDropped += byteCount;
  }

  function keep(text: string): readonly OutputPiece[] {
    const kept = headOf(text, budget.bytesLeft);
    const keptBytes = Buffer.byteLength(kept);
    const droppedBytes = kept.length < text.length ? Buffer.byteLength(text) - keptBytes : 0;
    // What comes behind a cut is dropped even if it were small enough: a log has no holes.
    budget.bytesLeft = droppedBytes > 0 ? 0 : budget.bytesLeft - keptBytes;
    drop(droppedBytes);
    return piecesOf(kept);
  }

  function piecesOf(text: string): readonly OutputPiece[] {
    return split(text).map((part) => {
      const piece = { offset, text: part };
      offset += Buffer.byteLength(part);
      isInLine = !part.endsWith('\n');
      return piece;
    });
  }

  return {
    push(bytes) {
      if (budget.bytesLeft > 0) return keep(decoder.decode(bytes, { stream: true }));
      drop(bytes.length);
      return [];
    },
    end() {
      const last = droppedHere > 0 ? [] : keep(decoder.decode());
      return droppedHere > 0 ? [...last, ...piecesOf(dropMark(droppedHere, isInLine))] : last;
    },
  };
}

function dropMark(droppedBytes: number, isInLine: boolean): string {
  const lineEnd = isInLine ? '\n' : '';
  return `${lineEnd}[Interlock: ${droppedBytes} more bytes were written here and not kept]\n`;
}

/** The longest beginning of a text that has at most so many bytes in UTF-8, cut between characters. */
function headOf(text: string, bytesMax: number): string {
  if (text.length * 3 <= bytesMax || Buffer.byteLength(text) <= bytesMax) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytesMax));
  return text.slice(0, read);
}

function split(text: string): readonly string[] {
  if (text.length === 0) return [];
  if (text.length <= pieceLengthMax) return [text];
  const last = text.charCodeAt(pieceLengthMax - 1);
  // The first half of a surrogate pair goes with the second.
  const at = last >= 0xd800 && last <= 0xdbff ? pieceLengthMax - 1 : pieceLengthMax;
  return [text.slice(0, at), ...split(text.slice(at))];
}
