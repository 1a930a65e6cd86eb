import { ProblemError, problem } from '@interlock/base';
import {
  accessTokenHeader,
  type HandlerResult,
  logHeaders,
  type RouteId,
  routes,
  type SessionChange,
  sessionTimeoutHeader,
} from '@interlock/cockpit-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ChainParts, stateOf } from '../call-state.ts';
import { deviceMarkSeconds } from '../cookie-names.ts';
import { writeEventStream } from './event-stream.ts';

/** Sends what a handler gave back, in the way that its route names. An answer is never empty. */
export async function sendResult<Caller>(
  parts: ChainParts<Caller>,
  routeId: RouteId,
  result: HandlerResult<RouteId>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  const { answer } = routes[routeId];
  if (answer === 'events')
    return sendEvents(parts, result as HandlerResult<'interlock.events'>, request, reply);
  if (answer === 'text') return sendText(result as HandlerResult<'task.log'>, reply);
  if (answer === 'json') return sendJson(parts, routeId, result, reply);
  const { body, session } = result as HandlerResult<'authentication.login'>;
  applySession(parts, session, reply);
  return sendJson(parts, routeId, body, reply);
}

function sendJson<Caller>(
  parts: ChainParts<Caller>,
  routeId: RouteId,
  body: unknown,
  reply: FastifyReply,
): FastifyReply {
  if (parts.checkAnswers) checkAnswer(routeId, body);
  const deliveryDate = new Date(parts.clock.now()).toISOString();
  return reply
    .code(200)
    .type('application/json; charset=utf-8')
    .send({ ...(body as object), deliveryDate });
}

function checkAnswer(routeId: RouteId, body: unknown): void {
  const checked = routes[routeId].response.safeParse(body);
  if (checked.success) return;
  const [issue] = checked.error.issues;
  throw new Error(
    `The answer of ${routeId} breaks its schema at ${issue?.path.join('.')}: ${issue?.message}.`,
  );
}

function sendText(result: HandlerResult<'task.log'>, reply: FastifyReply): FastifyReply {
  return reply
    .code(200)
    .header(logHeaders.complete, String(result.complete))
    .header(logHeaders.eventId, String(result.eventId))
    .header(logHeaders.taskId, String(result.taskId))
    .type('text/plain; charset=utf-8')
    .send(result.text);
}

async function sendEvents<Caller>(
  parts: ChainParts<Caller>,
  source: HandlerResult<'interlock.events'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const place = parts.streams.open();
  if (place === undefined) throw new ProblemError(problem('Throttled', undefined, { retryAfterSeconds: 10 }));
  const { credential, facts, caller } = stateOf(parts, request);
  if (caller === undefined) throw new Error('A stream is to be opened for nobody.');
  const end = new AbortController();
  const ended = parts.gate.untilEnded(caller, credential, end.signal);
  for (const signal of [place.signal, ended])
    signal.addEventListener('abort', () => end.abort(), { once: true });
  if (ended.aborted) end.abort();
  reply.hijack();
  // What the chain has set so far would be lost with the hijack.
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
  try {
    await writeEventStream(reply.raw, source, parts.limits, end);
  } catch (fault) {
    parts.log.error('An event stream broke.', { requestId: facts.requestId, fault });
    reply.raw.destroy();
  } finally {
    place.release();
  }
  return reply;
}

function applySession<Caller>(parts: ChainParts<Caller>, change: SessionChange, reply: FastifyReply): void {
  const cookie = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;
  if (change.kind === 'token') {
    reply.header(accessTokenHeader, change.token.reveal());
    reply.header(sessionTimeoutHeader, String(change.idleSeconds * 1000));
  } else if (change.kind === 'cookie') {
    const age = change.maxAgeSeconds === undefined ? {} : { maxAge: change.maxAgeSeconds };
    reply.setCookie(parts.cookies.session, change.cookie.reveal(), { ...cookie, ...age });
    reply.header(sessionTimeoutHeader, String(change.idleSeconds * 1000));
    if (change.deviceMark !== undefined)
      reply.setCookie(parts.cookies.device, change.deviceMark.reveal(), {
        ...cookie,
        maxAge: deviceMarkSeconds,
      });
  } else if (change.kind === 'ended') reply.clearCookie(parts.cookies.session, cookie);
  else if (change.kind === 'deviceForgotten') reply.clearCookie(parts.cookies.device, cookie);
}
