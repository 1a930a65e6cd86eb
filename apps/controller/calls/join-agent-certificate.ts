import { succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { entry, noteRefusal } from './ask.ts';
import type { CallPorts } from './call-ports.ts';

/** `join-agent-certificate`: hands the certificate to the Agent, which has stored it when this is answered. */
export function joinAgentCertificate(ports: CallPorts): ActHandler<'join-agent-certificate'> {
  return async ({ ca, certificate, joinId }, caller) => {
    const finished = await ports.joins.finish(joinId, { ca, certificate });
    if (!finished.ok) {
      noteRefusal('join-agent-certificate', caller, ports, finished.problem);
      return finished;
    }
    const target = { kind: 'agent', id: finished.value.agentId, controllerId: ports.controllerId } as const;
    const auditEntries = [entry('join-agent-certificate', caller, target)];
    const recorded = await ports.engine.execute(() => succeed({ commands: [], auditEntries }));
    return recorded.ok ? succeed({}) : recorded;
  };
}
