import type { IncomingMessage } from 'node:http';
import { unwrap } from '@interlock/base';
import {
  checkShape,
  parseWireJson,
  type StreamLine,
  streamLine,
  streamLineBytesMax,
} from '@interlock/node-api';

/**
 * Gives the lines of an event stream, as many at once as arrived together. It ends, without a word, when the stream
 * ends, is silent for too long, or breaks the rules; the reader connects anew.
 */
export async function* readLines(
  response: IncomingMessage,
  silenceMsMax: number,
): AsyncGenerator<readonly StreamLine[], void, void> {
  response.setTimeout(silenceMsMax, () => response.destroy());
  let rest = '';
  try {
    for await (const text of response.setEncoding('utf8') as AsyncIterable<string>) {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > streamLineBytesMax) return;
      if (parts.length > 0) yield parts.map(lineOf);
    }
  } catch {
    // Cut, silent or against the rules: for the reader it is the same, the stream is over.
  } finally {
    response.destroy();
  }
}

function lineOf(text: string): StreamLine {
  return unwrap(checkShape(streamLine, unwrap(parseWireJson(text))));
}
