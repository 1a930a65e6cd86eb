import type { Socket } from 'node:net';
import type { Clock, Log } from '@interlock/base';
import type { CallGate, CallHandlers, Credential, LoginHeaders, RequestFacts } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import type { AcceptedOrigins } from './accepted-origins.ts';
import type { OpenStreams } from './answers/open-streams.ts';
import type { BodyPlaces } from './body-places.ts';
import type { CookieNames } from './cookie-names.ts';
import type { HttpLimits } from './http-server-options.ts';

/** What the steps of the chain work with. */
export interface ChainParts<Caller> {
  readonly gate: CallGate<Caller>;
  readonly handlers: CallHandlers<Caller>;
  readonly origins: AcceptedOrigins;
  readonly cookies: CookieNames;
  readonly checkAnswers: boolean;
  readonly limits: HttpLimits;
  readonly streams: OpenStreams;
  readonly bodies: BodyPlaces;
  /** Hears of each connection over which a session was shown. */
  readonly known: (socket: Socket) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** What is known of each open request; each step adds its part. */
  readonly states: WeakMap<FastifyRequest, CallState<Caller>>;
}

/** What the chain has found out about a request so far. */
export interface CallState<Caller> {
  readonly facts: RequestFacts;
  readonly credential: Credential;
  readonly login: LoginHeaders;
  /** Set by the step that identifies. */
  caller?: Caller;
  /** The body in the shape of its schema; set by the step that reads it. */
  request?: unknown;
}

/** What is known of a request. The first step of the chain has made it. */
export function stateOf<Caller>(parts: ChainParts<Caller>, request: FastifyRequest): CallState<Caller> {
  const state = parts.states.get(request);
  if (state === undefined) throw new Error('A step of the chain runs before the first.');
  return state;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether text after the first complete JSON value is ignored. */
    readonly firstValueOnly?: boolean;
  }
}
