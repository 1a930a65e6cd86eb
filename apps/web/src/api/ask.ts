import type { AnswerOf, RequestInput, RouteId } from '@interlock/cockpit-api';
import { CallRefused, refusalFacts } from './refusal.ts';

/** How a call is made. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** No person made this call: it does not count as activity (semantics §3.2). */
  readonly background?: boolean;
}

/** Who answers when the Cockpit says that the session is over. */
export interface Session {
  readonly pageValue: () => string | undefined;
  readonly over: () => void;
}

const timeLimitMs = 30_000;
let session: Session = { pageValue: () => undefined, over: () => {} };

/** Says whose session the calls belong to; once, before the first call. */
export function setSession(current: Session): void {
  session = current;
}

/** The headers of every call: the page's own value beside the cookie, neither of which is usable alone (§3.5). */
export function callHeaders(background: boolean): Record<string, string> {
  const value = session.pageValue();
  return {
    ...(value === undefined ? {} : { 'x-interlock-page': value }),
    ...(background ? { 'x-interlock-background': '1' } : {}),
  };
}

/** Makes a call of `/joc/api`. Throws {@link CallRefused} for every answer but 200. */
export async function ask<Id extends RouteId>(
  id: Id,
  request: RequestInput<Id>,
  options: AskOptions = {},
): Promise<AnswerOf<Id>> {
  const response = await send(id, request, options);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as AnswerOf<Id>;
  if (response.status === 440) session.over();
  throw new CallRefused(refusalFacts(response.status, body, (name) => response.headers.get(name)));
}

async function send(id: RouteId, request: unknown, options: AskOptions): Promise<Response> {
  const limit = AbortSignal.timeout(timeLimitMs);
  try {
    return await fetch(`/joc/api/${id.replaceAll('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...callHeaders(options.background ?? false) },
      body: JSON.stringify(request),
      signal: options.signal === undefined ? limit : AbortSignal.any([options.signal, limit]),
      credentials: 'same-origin',
      redirect: 'error',
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new CallRefused({ status: 0, message: '' }, { cause });
  }
}
