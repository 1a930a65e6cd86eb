import { type Problem, ProblemError, problem, problemKind } from '@interlock/base';
import { apiPath, type RefusalAnswer, refusalAnswer, routes } from '@interlock/cockpit-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallState, ChainParts } from '../call-state.ts';
import { NoSuchPath } from '../steps/exact-path.ts';

// The words of the status line that JS7's clients know; Node has none for these numbers.
const reasonPhrases: Readonly<Record<number, string>> = {
  419: 'Some Items Refused',
  420: 'Invalid Request',
  433: 'Approval Required',
  434: 'Invalid Request',
  440: 'Login Timeout',
};

/** Turns everything that is thrown on the way into an answer. A fault of ours is logged and says nothing of itself. */
export function refusalSender<Caller>(parts: ChainParts<Caller>) {
  return async (thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (thrown instanceof NoSuchPath || isRefusedFile(thrown, request)) return sendNotFound(request, reply);
    const refusal = problemOf(thrown);
    const state = parts.states.get(request);
    if (refusal.code === 'Internal')
      parts.log.error('A call failed by a fault of ours.', {
        requestId: request.id,
        path: pathOf(request),
        fault: thrown,
      });
    if (state !== undefined) noteRefusal(parts, [refusal], state);
    return sendAnswer(reply, refusalAnswer(refusal, factsFor(parts, request, state)));
  };
}

// What serves the files refuses some paths by throwing: they are not there, and no fault of ours.
function isRefusedFile(thrown: unknown, request: FastifyRequest): boolean {
  const status = Number((thrown as { readonly statusCode?: unknown } | null)?.statusCode);
  return status >= 400 && status < 500 && !pathOf(request).startsWith(`${apiPath}/`);
}

/** The answer to a path that names nothing. Below the API it is JSON, elsewhere a line of text. */
export async function sendNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').code(404);
  if (!pathOf(request).startsWith(`${apiPath}/`))
    return reply.type('text/plain; charset=utf-8').send('Not found.\n');
  return reply.send({ error: { code: 'JOC-404', message: 'There is no such call.' }, reference: request.id });
}

/** Sends a refusal as it is. */
export function sendAnswer(reply: FastifyReply, answer: RefusalAnswer): FastifyReply {
  const phrase = reasonPhrases[answer.status];
  if (phrase !== undefined) reply.raw.statusMessage = phrase;
  return reply
    .code(answer.status)
    .headers(answer.headers)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(answer.body);
}

/** What a refusal needs to know of its request. */
export function factsFor<Caller>(
  parts: ChainParts<Caller>,
  request: FastifyRequest,
  state: CallState<Caller> | undefined,
) {
  return {
    reference: request.id,
    atMs: parts.clock.now(),
    ...(state === undefined ? {} : { route: routes[state.facts.routeId] }),
    ...(state?.caller === undefined ? {} : { account: parts.gate.accountOf(state.caller) }),
  };
}

/** Notes for the audit trail that a call was refused for want of a right or of room: the first of its refusals that tells so. */
export function noteRefusal<Caller>(
  parts: ChainParts<Caller>,
  refusals: readonly Problem[],
  state: CallState<Caller>,
): void {
  const refusal = refusals.find((each) => ['denied', 'throttled'].includes(problemKind(each)));
  if (refusal === undefined) return;
  parts.gate.refused({
    problem: refusal,
    facts: state.facts,
    ...(state.caller === undefined ? {} : { caller: state.caller }),
  });
}

function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const code = (thrown as { readonly code?: unknown } | null)?.code;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('TooLarge');
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP_'))
    return problem('InvalidInput', 'The body can not be read.', { field: 'Content-Type' });
  return problem('Internal');
}

function pathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '').split('?', 1)[0] ?? '';
}
