import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import type { CallPorts } from './call-ports.ts';

/** `agents`: how each Agent is coupled at this moment. */
export function agents({ board }: CallPorts): ActHandler<'agents'> {
  return async () => succeed({ agents: board.all().map((one) => ({ ...one })) });
}
