import type { Readable } from 'node:stream';

/**
 * Calls back for each line of a stream of UTF-8, without its line end; what follows the last line end is no line.
 * Destroys the stream when a line grows beyond `bytesMax`.
 */
export function readLines(stream: Readable, bytesMax: number, onLine: (line: string) => void): void {
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, to));
      const [only] = parts;
      const line = (parts.length === 1 && only ? only : Buffer.concat(parts)).toString('utf8');
      parts = [];
      length = 0;
      from = to + 1;
      onLine(line);
    }
    keep(chunk.subarray(from));
    if (length > bytesMax) stream.destroy(new Error(`a line is longer than ${bytesMax} bytes`));
  });
}
