import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { entry, noteRefusal } from './ask.ts';
import type { CallPorts } from './call-ports.ts';

/** `join-agent`: dials a waiting Agent, proves the join token, and brings its certificate request. */
export function joinAgent(ports: CallPorts): ActHandler<'join-agent'> {
  return async ({ address, agentId, token }, caller, signal) => {
    const begun = await ports.joins.begin({ agentId, address, token }, signal);
    if (!begun.ok) {
      noteRefusal('join-agent', caller, ports, begun.problem);
      return begun;
    }
    const target = { kind: 'agent', id: agentId, controllerId: ports.controllerId } as const;
    const auditEntries = [entry('join-agent', caller, target)];
    const recorded = await ports.engine.execute(() => succeed({ commands: [], auditEntries }));
    return recorded.ok ? begun : recorded;
  };
}
