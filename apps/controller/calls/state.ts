import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { snapshotOf } from '@interlock/workflow';
import type { CallPorts } from './call-ports.ts';

/** `state`: everything that is durable, for a mirror that begins or has fallen behind. */
export function state({ engine }: CallPorts): ActHandler<'state'> {
  return async () => {
    const durable = engine.durable();
    return succeed({ eventId: durable.eventId, state: snapshotOf(durable) });
  };
}
