import { ProblemError, problem } from '@interlock/base';
import {
  apiPath,
  bulkRefusalAnswer,
  type CallHandler,
  lastEventIdHeader,
  type RouteId,
  routeIds,
  routes,
} from '@interlock/cockpit-api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { factsFor, noteRefusal, sendAnswer } from './answers/send-refusal.ts';
import { sendResult } from './answers/send-result.ts';
import { type ChainParts, stateOf } from './call-state.ts';
import { authorize } from './steps/authorize.ts';
import { requireSession } from './steps/by-token.ts';
import { requireExactPath } from './steps/exact-path.ts';
import { noteFacts } from './steps/first-facts.ts';
import { holdBody } from './steps/hold-body.ts';
import { identifyAgain, identifyCaller } from './steps/identify-caller.ts';
import { requireOwnSite } from './steps/own-site.ts';
import { requireChangedPassword } from './steps/password-change.ts';
import { readShape } from './steps/read-shape.ts';

/**
 * The chain of every call, in the order in which it runs. Before it stand the request id and the security headers,
 * which everything gets. No handler is reached by another way.
 */
export function installCalls<Caller>(app: FastifyInstance, parts: ChainParts<Caller>): void {
  for (const routeId of routeIds) {
    const route = routes[routeId];
    app.route({
      method: route.method,
      url: `${apiPath}${route.path}`,
      exposeHeadRoute: false,
      bodyLimit: route.bodyBytesMax,
      config: { firstValueOnly: route.firstValueOnly },
      onRequest: [
        noteFacts(parts, routeId),
        requireExactPath(route),
        requireOwnSite(parts),
        identifyCaller(parts, route),
        requireSession(parts, route),
        requireChangedPassword(parts, route),
      ],
      preParsing: [holdBody(parts, route)],
      // Only now the body is read, by json/body-parser.ts.
      preHandler: [
        readShape(parts, route),
        identifyAgain(parts, route),
        requireChangedPassword(parts, route),
        authorize(parts, route),
      ],
      handler: handle(parts, routeId),
    });
  }
}

function handle<Caller>(parts: ChainParts<Caller>, routeId: RouteId) {
  const handler = parts.handlers[routeId] as CallHandler<RouteId, Caller>;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { facts, credential, login, caller, request: body } = stateOf(parts, request);
    const lastEventId = request.headers[lastEventIdHeader];
    const result = await handler({
      routeId,
      request: body,
      caller,
      facts,
      credential,
      login,
      ...(typeof lastEventId === 'string' ? { lastEventId } : {}),
      signal: goneSignal(reply),
    } as Parameters<typeof handler>[0]);
    if (result.ok) return sendResult(parts, routeId, result.value, request, reply);
    if (!('refusedItems' in result.problem)) throw new ProblemError(result.problem);
    const { refusedItems } = result.problem;
    if (refusedItems.length === 0) throw new ProblemError(problem('Internal'));
    const state = stateOf(parts, request);
    noteRefusal(
      parts,
      refusedItems.map((item) => item.problem),
      state,
    );
    return sendAnswer(reply, bulkRefusalAnswer(refusedItems, factsFor(parts, request, state)));
  };
}

/** Ends when the client goes away before it has its answer. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
