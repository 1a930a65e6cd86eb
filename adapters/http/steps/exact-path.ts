import { ProblemError, problem } from '@interlock/base';
import { apiPath, type Route } from '@interlock/cockpit-api';
import type { FastifyRequest } from 'fastify';

/**
 * Refuses every other spelling of a path: a router that decodes or folds it would let two texts mean one route.
 * What has no route is 404, and so is this.
 */
export function requireExactPath(route: Route) {
  const path = `${apiPath}${route.path}`;
  return async (request: FastifyRequest): Promise<void> => {
    const [sent] = (request.raw.url ?? '').split('?', 1);
    if (sent !== path) throw new NoSuchPath();
  };
}

/** The path names nothing. */
export class NoSuchPath extends ProblemError {
  constructor() {
    super(problem('UnknownObject', 'There is no such call.'));
  }
}
