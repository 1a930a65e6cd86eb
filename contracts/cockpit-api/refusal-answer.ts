import { type Problem, type ProblemKind, problemKind } from '@interlock/base';
import { js7Code } from './js7-code.ts';
import type { Route } from './route.ts';

/** What is known where a call is refused. */
export interface RefusalFacts {
  /** The call; absent where the path names none. */
  readonly route?: Pick<Route, 'quiet'>;
  /** The id of the request, under which the log and the audit trail name it. */
  readonly reference: string;
  readonly atMs: number;
  /** The account, where a session was found. */
  readonly account?: string;
}

/** A refusal as it goes over the wire. */
export interface RefusalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

const statuses: Readonly<Record<ProblemKind, number>> = {
  invalid: 420,
  tooLarge: 413,
  notFound: 420,
  conflict: 420,
  unauthenticated: 401,
  sessionUnknown: 440,
  denied: 403,
  throttled: 429,
  unavailable: 420,
  internal: 420,
};

/** Turns a refusal into status and body as JS7's clients read them (semantics §8.2, §8.4). */
export function refusalAnswer(refusal: Problem, facts: RefusalFacts): RefusalAnswer {
  const kind = problemKind(refusal);
  const status = facts.route?.quiet.includes(refusal.code) ? 434 : statuses[kind];
  const headers =
    refusal.retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(Math.max(1, Math.ceil(refusal.retryAfterSeconds))) };
  const isAboutIdentity = kind === 'unauthenticated' || kind === 'sessionUnknown' || kind === 'denied';
  return {
    status,
    headers,
    body: isAboutIdentity ? securityBody(refusal, facts) : errorBody(refusal, facts),
  };
}

/** One refused item of a bulk call, in the answer 419. */
export interface RefusedItem {
  readonly problem: Problem;
  /** What the item is called, such as the path of its workflow. */
  readonly path: string;
}

/** The answer of a bulk call of which an item is refused; nothing of it was done (semantics §5.8, §8.4). */
export function bulkRefusalAnswer(items: readonly RefusedItem[], facts: RefusalFacts): RefusalAnswer {
  const date = new Date(facts.atMs).toISOString();
  const errors = items.map(({ problem, path }) => ({
    code: js7Code(problem.code).code,
    message: messageOf(problem),
    path,
    surveyDate: date,
    ...(problem.field === undefined ? {} : { field: problem.field }),
  }));
  return { status: 419, headers: {}, body: { errors, reference: facts.reference, deliveryDate: date } };
}

function securityBody(refusal: Problem, facts: RefusalFacts): Readonly<Record<string, unknown>> {
  const isAuthenticated = problemKind(refusal) === 'denied' && facts.account !== undefined;
  const unknown = problemKind(refusal) === 'sessionUnknown';
  return {
    ...(facts.account === undefined ? {} : { account: facts.account }),
    hasRole: isAuthenticated,
    isAuthenticated,
    isPermitted: false,
    message: unknown ? `SessionNotExistException: ${refusal.message}` : refusal.message,
    ...(problemKind(refusal) === 'unauthenticated' ? {} : { code: refusal.code }),
    reference: facts.reference,
    deliveryDate: new Date(facts.atMs).toISOString(),
  };
}

function errorBody(refusal: Problem, facts: RefusalFacts): Readonly<Record<string, unknown>> {
  const date = new Date(facts.atMs).toISOString();
  return {
    error: {
      code: js7Code(refusal.code).code,
      message: messageOf(refusal),
      // Ours, beside what JS7's clients read.
      problem: refusal.code,
      ...(refusal.field === undefined ? {} : { field: refusal.field }),
    },
    reference: facts.reference,
    surveyDate: date,
    deliveryDate: date,
  };
}

function messageOf(refusal: Problem): string {
  const { className } = js7Code(refusal.code);
  return className === undefined ? refusal.message : `${className}: ${refusal.message}`;
}
