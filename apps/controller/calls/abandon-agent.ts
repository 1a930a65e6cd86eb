import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';

/** `abandon-agent`: what ran there counts as lost. */
export function abandonAgent(ports: CallPorts): ActHandler<'abandon-agent'> {
  return async ({ agentId }, caller) =>
    ask('abandon-agent', caller, ports, () => {
      const target = { kind: 'agent', id: agentId, controllerId: ports.controllerId } as const;
      return succeed({
        command: { kind: 'AbandonAgent', account: caller.account, agentId },
        targets: [target],
      });
    });
}
