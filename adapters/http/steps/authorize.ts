import { unwrap } from '@interlock/base';
import type { Route } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import { type ChainParts, stateOf } from '../call-state.ts';

/** Asks for the decision about this call. Whoever was not identified can only be on an anonymous route. */
export function authorize<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (request: FastifyRequest): Promise<void> => {
    if (route.access.kind === 'anonymous') return;
    const state = stateOf(parts, request);
    if (state.caller === undefined) throw new Error('A call is to be authorised for nobody.');
    unwrap(await parts.gate.authorize(route, state.request, state.caller));
  };
}
