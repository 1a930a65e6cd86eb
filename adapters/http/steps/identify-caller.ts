import { unwrap } from '@interlock/base';
import type { Route } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import { type ChainParts, stateOf } from '../call-state.ts';

/** Finds the session. On anonymous routes nobody is asked. */
export function identifyCaller<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (request: FastifyRequest): Promise<void> => {
    if (route.access.kind === 'anonymous') return;
    const state = stateOf(parts, request);
    const isActivity = route.isActivity && !state.facts.isBackground;
    state.caller = unwrap(await parts.gate.identify(state.credential, state.facts, isActivity));
    parts.known(request.raw.socket);
  };
}

/** Finds him again when the body has arrived: he may have begun to send it long before, with other rights. */
export function identifyAgain<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (request: FastifyRequest): Promise<void> => {
    if (route.access.kind === 'anonymous') return;
    const state = stateOf(parts, request);
    state.caller = unwrap(await parts.gate.identifyAgain(state.credential, state.facts));
  };
}
