import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { problem, type Result, refuse, succeed } from '@interlock/base';
import { eventsAct, type StreamLine, streamHeartbeatSeconds } from '@interlock/node-api';
import { bodyDigest } from '../body-digest.ts';
import type { ActServerOptions, Incoming } from './act-server.ts';
import { callerOf } from './answer-act.ts';

/** How long a reader may take nothing at all before the stream is cut, in milliseconds. */
const stallMsMax = 60_000;

/** Answers with the event stream; it lasts until one of the sides goes away. */
export async function answerEvents(incoming: Incoming, options: ActServerOptions): Promise<Result<void>> {
  const { peer, url, response, gone } = incoming;
  const context = { act: eventsAct, peer, permissions: [], bodyDigest: bodyDigest('') };
  const claims = options.verifyToken(incoming.token, context);
  if (!claims.ok) return claims;
  const after = afterOf(url);
  if (!after.ok) return after;
  const lines = await options.events(after.value, callerOf(peer, claims.value), gone);
  if (!lines.ok) return lines;
  response.writeHead(200, { 'content-type': 'application/jsonl', 'cache-control': 'no-store' });
  response.flushHeaders();
  await writeLines(incoming, lines.value, after.value, options);
  response.end();
  return succeed(undefined);
}

function afterOf(url: URL): Result<number> {
  const names = [...url.searchParams.keys()];
  const text = url.searchParams.get('after') ?? '';
  const isGood = names.length === 1 && /^[0-9]{1,15}$/.test(text);
  if (isGood) return succeed(Number(text));
  return refuse(
    problem('InvalidInput', 'The stream takes one parameter, after, an event id.', { field: 'after' }),
  );
}

async function writeLines(
  { gone, peer, response }: Incoming,
  batches: AsyncIterable<readonly StreamLine[]>,
  after: number,
  options: ActServerOptions,
): Promise<void> {
  let lastEventId = after;
  const beat = setInterval(
    () => {
      // A reader that has not taken the last lines needs no sign of life on top of them.
      if (options.peers.recheck(peer) !== undefined) response.destroy();
      else if (!response.writableNeedDrain) response.write(heartbeat(options.clock.now(), lastEventId));
    },
    options.heartbeatMs ?? streamHeartbeatSeconds * 1_000,
  );
  try {
    for await (const lines of batches) {
      // Revoked or expired meanwhile: the stream ends, and whoever may, comes back.
      if (options.peers.recheck(peer) !== undefined) return;
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      lastEventId = lines.findLast((line) => line.kind === 'event')?.id ?? lastEventId;
      if (!response.write(text)) await drained(response, gone);
    }
  } finally {
    clearInterval(beat);
  }
}

function drained(response: ServerResponse, gone: AbortSignal): Promise<unknown> {
  return once(response, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(stallMsMax)]) });
}

function heartbeat(atMs: number, lastEventId: number): string {
  return `${JSON.stringify({ kind: 'heartbeat', atMs, lastEventId } satisfies StreamLine)}\n`;
}
