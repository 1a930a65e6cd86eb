import { pipeline, Transform } from 'node:stream';
import { ProblemError, problem } from '@interlock/base';
import type { Route } from '@interlock/cockpit-api';
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { isSmallBody } from '../body-places.ts';
import { type ChainParts, stateOf } from '../call-state.ts';

/** Takes a place for a large body before it is read, and gives it back with the answer. */
export function holdBody<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    body: RequestPayload,
  ): Promise<RequestPayload | undefined> => {
    const { caller } = stateOf(parts, request);
    // Who has no session sends a login, which is small.
    if (caller === undefined) return undefined;
    const hold = (bytes: number): void => {
      const release = parts.bodies.take(parts.gate.accountOf(caller), bytes);
      if (release === undefined)
        throw new ProblemError(problem('Throttled', undefined, { retryAfterSeconds: 1 }));
      reply.raw.once('finish', release);
      reply.raw.once('close', release);
    };
    if (request.headers['transfer-encoding'] !== undefined) return heldOnceLarge(body, route, hold);
    hold(Math.min(Number(request.headers['content-length'] ?? 0), route.bodyBytesMax));
    return undefined;
  };
}

// What does not say its length is small until it shows that it is not; then it may become as long as is allowed.
function heldOnceLarge(body: RequestPayload, route: Route, hold: (bytes: number) => void): RequestPayload {
  let bytes = 0;
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      const wasSmall = isSmallBody(bytes);
      bytes += piece.length;
      try {
        if (wasSmall && !isSmallBody(bytes)) hold(route.bodyBytesMax);
        done(undefined, piece);
      } catch (refusal) {
        done(refusal as Error);
      }
    },
  });
  // An error of either ends both, and is told by the one that is read.
  return pipeline(body, counted, () => undefined);
}
