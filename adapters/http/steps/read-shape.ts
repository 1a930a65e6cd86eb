import { type Json, unwrap } from '@interlock/base';
import { type Route, readRequest } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';
import { type ChainParts, stateOf } from '../call-state.ts';

/** Holds the parsed body against the schema of the call. */
export function readShape<Caller>(parts: ChainParts<Caller>, route: Route) {
  return async (request: FastifyRequest): Promise<void> => {
    const state = stateOf(parts, request);
    const body = (request.body ?? {}) as Json;
    const read = unwrap(readRequest(route, body));
    state.request = read.request;
    if (read.unknown.length > 0)
      parts.log.debug('A request holds fields that are not known here; they were left out.', {
        requestId: state.facts.requestId,
        routeId: state.facts.routeId,
        fields: read.unknown,
      });
  };
}
