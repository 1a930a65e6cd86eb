import { problem, refuse, succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import type { CallPorts } from './call-ports.ts';

/** `release-events`: the Cockpit's history has everything up to here. */
export function releaseEvents({ engine, journal }: CallPorts): ActHandler<'release-events'> {
  return async ({ eventId }) => {
    const last = engine.durable().eventId;
    if (eventId > last) {
      const message = `Event ${eventId} can not be released: the last one is ${last}. The Cockpit follows another journal.`;
      return refuse(problem('InvalidInput', message, { field: 'eventId' }));
    }
    await journal.release(eventId);
    return succeed({});
  };
}
