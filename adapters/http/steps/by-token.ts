import { ProblemError, problem } from '@interlock/base';
import type { Route } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import { type ChainParts, stateOf } from '../call-state.ts';

/** Refuses API tokens where only somebody who logged in may call. */
export function requireSession<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (request: FastifyRequest): Promise<void> => {
    const { caller } = stateOf(parts, request);
    if (caller === undefined || route.byToken) return;
    if (parts.gate.calledByToken(caller))
      throw new ProblemError(problem('PermissionDenied', 'An API token may not make this call.'));
  };
}
