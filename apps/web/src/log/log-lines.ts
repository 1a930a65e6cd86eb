import type { TaskLogPiece } from '@interlock/cockpit-api';
import { parseAnsi, plain, type StyledText, type TextStyle } from './ansi.ts';

/** A line of a log. */
export interface LogLine {
  /** Counted from 1. */
  readonly number: number;
  readonly atMs: number;
  readonly stream: TaskLogPiece['stream'];
  /** Without any escape sequence. */
  readonly text: string;
  readonly pieces: readonly StyledText[];
}

/** The longest line that is shown, in UTF-16 code units; what is longer goes on in the next line. */
export const lineLengthMax = 4_000;

interface Open {
  readonly atMs: number;
  readonly text: string;
  readonly style: TextStyle;
}

/**
 * Makes lines of the pieces that a step wrote. Each stream has its own unfinished line; a carriage return begins the
 * line anew, as for a progress bar. Call it with what follows; it returns all lines so far.
 */
export function lineMaker(): (pieces: readonly TaskLogPiece[]) => readonly LogLine[] {
  const done: LogLine[] = [];
  const open = new Map<TaskLogPiece['stream'], Open>();

  const finish = (stream: TaskLogPiece['stream'], line: Open): TextStyle => {
    const { pieces, after } = parseAnsi(lastWritten(line.text), line.style);
    done.push({
      number: done.length + 1,
      atMs: line.atMs,
      stream,
      text: pieces.map((one) => one.text).join(''),
      pieces,
    });
    return after;
  };
  const take = ({ atMs, stream, text }: TaskLogPiece) => {
    let line = open.get(stream) ?? { atMs, text: '', style: plain };
    const parts = text.split('\n');
    for (const [index, part] of parts.entries()) {
      line = { ...line, atMs: line.text === '' ? atMs : line.atMs, text: line.text + part };
      while (line.text.length > lineLengthMax) {
        const style = finish(stream, { ...line, text: line.text.slice(0, lineLengthMax) });
        line = { atMs, text: line.text.slice(lineLengthMax), style };
      }
      if (index < parts.length - 1) line = { atMs, text: '', style: finish(stream, line) };
    }
    open.set(stream, line);
  };
  return (pieces) => {
    for (const piece of pieces) take(piece);
    const unfinished = [...open].filter(([, line]) => line.text !== '');
    return [
      ...done,
      ...unfinished.map(([stream, line], index) => {
        const parsed = parseAnsi(lastWritten(line.text), line.style).pieces;
        const text = parsed.map((one) => one.text).join('');
        return { number: done.length + index + 1, atMs: line.atMs, stream, text, pieces: parsed };
      }),
    ];
  };
}

/** What a terminal would show in the end: what stands after the last carriage return, unless nothing does. */
function lastWritten(text: string): string {
  const ended = text.endsWith('\r') ? text.slice(0, -1) : text;
  return ended.slice(ended.lastIndexOf('\r') + 1);
}

/** The lines that hold a text, without regard to case, as indexes. */
export function findLines(lines: readonly LogLine[], wanted: string): readonly number[] {
  if (wanted === '') return [];
  const lower = wanted.toLowerCase();
  return lines.flatMap((line, index) => (line.text.toLowerCase().includes(lower) ? [index] : []));
}
