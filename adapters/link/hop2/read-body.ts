import type { IncomingMessage } from 'node:http';
import { problem, type Result, refuse, succeed } from '@interlock/base';

/** Reads a body of at most so many bytes. What is larger is refused as soon as that is known, and not kept. */
export async function readBody(message: IncomingMessage, bytesMax: number): Promise<Result<Buffer>> {
  if (Number(message.headers['content-length'] ?? 0) > bytesMax) return refuse(tooLarge(bytesMax));
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed by the refusal: the answer still has to go out over its connection.
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytesMax) return refuse(tooLarge(bytesMax));
    chunks.push(chunk);
  }
  return succeed(Buffer.concat(chunks, size));
}

function tooLarge(bytesMax: number) {
  return problem('TooLarge', `The body is larger than ${bytesMax} bytes.`);
}
