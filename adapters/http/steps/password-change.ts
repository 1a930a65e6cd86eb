import { ProblemError, problem } from '@interlock/base';
import type { Route } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import { type ChainParts, stateOf } from '../call-state.ts';

/** While the password has to be changed, only the calls that lead there are open (semantics §1.10). */
export function requireChangedPassword<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (request: FastifyRequest): Promise<void> => {
    const { caller } = stateOf(parts, request);
    if (caller === undefined || route.beforePasswordChange) return;
    if (parts.gate.mustChangePassword(caller)) throw new ProblemError(problem('PasswordChangeRequired'));
  };
}
