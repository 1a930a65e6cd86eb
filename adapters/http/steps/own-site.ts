import { ProblemError, problem } from '@interlock/base';
import type { FastifyRequest } from 'fastify';
import type { AcceptedOrigins } from '../accepted-origins.ts';
import type { ChainParts } from '../call-state.ts';

/**
 * Refuses what another site makes a browser send, before anything of the body is read (semantics §3.5, §8.2).
 * Programs that are no browsers send none of these headers and are told by their token alone.
 */
export function requireOwnSite<Caller>(parts: ChainParts<Caller>) {
  return async (request: FastifyRequest): Promise<void> => {
    if (!isOwnSite(request.headers, parts.origins, parts.cookies.session))
      throw new ProblemError(problem('CrossSiteRefused'));
  };
}

/** Whether a request may come from the Cockpit's own page, or from no browser at all. */
export function isOwnSite(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  origins: AcceptedOrigins,
  sessionCookie: string,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (headers.origin !== undefined) return typeof headers.origin === 'string' && origins.has(headers.origin);
  // Our cookie is what a browser adds by itself: then the browser has to say where the call comes from.
  return !String(headers.cookie ?? '').includes(sessionCookie) || site === 'same-origin';
}
