import { problem, refuse, succeed } from '@interlock/base';
import { type ActHandler, nodeApiVersion } from '@interlock/node-api';
import type { CallPorts } from './call-ports.ts';

/** `couple`: both sides say which version they speak, and the Controller which journal it has. */
export function couple({ clock, controllerId, journal }: CallPorts): ActHandler<'couple'> {
  return async (request, caller) => {
    if (request.version !== nodeApiVersion) {
      const message = `The Cockpit speaks version ${request.version}, this Controller ${nodeApiVersion}: update the older one.`;
      return refuse(problem('InvalidInput', message, { field: 'version' }));
    }
    if (request.cockpitId !== caller.peerId) {
      return refuse(
        problem('CertificateRefused', 'The id is not that of the certificate.', { field: 'cockpitId' }),
      );
    }
    const contents = await journal.contents();
    return succeed({
      version: nodeApiVersion,
      controllerId,
      journalId: contents.journalId,
      lastEventId: contents.lastEventId,
      firstEventId: contents.deletedUpToEventId + 1,
      atMs: clock.now(),
    });
  };
}
