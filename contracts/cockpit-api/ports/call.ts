import type { Problem, Result, Secret } from '@interlock/base';
import type { RefusedItem } from '../refusal-answer.ts';
import type { RequestOf, ResponseOf, RouteId, routes } from '../routes.ts';

/** What is known of a request before anybody is known. */
export interface RequestFacts {
  /** Names the request in the log, the audit trail and every refusal; made here, never taken from outside. */
  readonly requestId: string;
  readonly routeId: RouteId;
  readonly atMs: number;
  /** The address of the peer; no header of a proxy is believed. */
  readonly clientAddress: string;
  readonly userAgent?: string;
  /** Whether the request came over the HTTPS listener. */
  readonly isSecure: boolean;
  /** Whether no person made the call. */
  readonly isBackground: boolean;
}

/** What a request shows for its session. */
export type Credential =
  | { readonly kind: 'none' }
  /** `X-Access-Token`, or `Authorization: Bearer`. */
  | { readonly kind: 'token'; readonly token: Secret }
  /** The cookie together with the page's own value; neither counts alone (semantics §3.5). */
  | { readonly kind: 'page'; readonly cookie: Secret; readonly pageValue: Secret };

/** What a login brings besides its body. */
export interface LoginHeaders {
  /** `Authorization: Basic`; the first colon ends the account. */
  readonly basic?: { readonly account: string; readonly password: Secret };
  readonly identityService?: string;
  /** The value that the page made; present at a login of the page alone. */
  readonly pageValue?: Secret;
  /** The cookie that marks a known device (semantics §3.4). */
  readonly deviceMark?: Secret;
}

/** One call on its way to its handler: shape, session and right have been checked. */
export interface Call<Id extends RouteId, Caller> {
  readonly routeId: Id;
  readonly request: RequestOf<Id>;
  /** Who calls; on anonymous routes nobody was asked. */
  readonly caller: (typeof routes)[Id]['access']['kind'] extends 'anonymous' ? undefined : Caller;
  readonly facts: RequestFacts;
  readonly login: LoginHeaders;
  readonly credential: Credential;
  /** The last event that the reader of a stream has seen. */
  readonly lastEventId?: string;
  /** Ends when the client has gone. */
  readonly signal: AbortSignal;
}

/** What a call does to the session of the client. */
export type SessionChange =
  | { readonly kind: 'none' }
  /** To a REST client, in the header and the body. */
  | { readonly kind: 'token'; readonly token: Secret; readonly idleSeconds: number }
  /** To the page, as a cookie; without a maximum age it ends with the browser. */
  | {
      readonly kind: 'cookie';
      readonly cookie: Secret;
      readonly maxAgeSeconds?: number;
      readonly idleSeconds: number;
      readonly deviceMark?: Secret;
    }
  | { readonly kind: 'ended' }
  /** The browser is no longer a known device; the session stays (semantics §3.4). */
  | { readonly kind: 'deviceForgotten' };

/** What a handler gives back, by the kind of its route's answer. */
export interface HandlerResults<Body> {
  readonly json: Body;
  readonly session: { readonly body: Body; readonly session: SessionChange };
  readonly text: {
    readonly text: string;
    readonly complete: boolean;
    readonly eventId: number;
    readonly taskId: number;
  };
  readonly events: AsyncIterable<StreamedEvent<Body>>;
}

/** One event of a stream. */
export interface StreamedEvent<Body> {
  /** With it a reader resumes the stream; absent where one can not resume here. */
  readonly id?: string;
  readonly event: Body;
}

/** What the handler of a call gives back. */
export type HandlerResult<Id extends RouteId> = HandlerResults<ResponseOf<Id>>[(typeof routes)[Id]['answer']];

/** Why a call is refused: one reason, or one for each refused item of a bulk call, answered 419. */
export type CallRefusal = Problem | { readonly refusedItems: readonly RefusedItem[] };

/** Does one call: authorises what the table could not, intends, does, answers. */
export type CallHandler<Id extends RouteId, Caller> = (
  call: Call<Id, Caller>,
) => Promise<Result<HandlerResult<Id>, CallRefusal>>;

/** One handler for each call of the table. */
export type CallHandlers<Caller> = { readonly [Id in RouteId]: CallHandler<Id, Caller> };
