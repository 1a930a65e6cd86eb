import type { CallHandler, RouteId } from '@interlock/cockpit-api';
import type { Caller } from '../sessions/caller.ts';

/** The handler of one call. */
export type Handler<Id extends RouteId> = CallHandler<Id, Caller>;
