import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';

/** `register-agent`: makes an Agent known, or gives it another address; it is dialled at once. */
export function registerAgent(ports: CallPorts): ActHandler<'register-agent'> {
  return async ({ address, agentId }, caller) =>
    ask('register-agent', caller, ports, () => {
      const target = { kind: 'agent', id: agentId, controllerId: ports.controllerId } as const;
      const command = { kind: 'RegisterAgent', account: caller.account, agentId, address } as const;
      return succeed({ command, targets: [target] });
    });
}
