import { succeed } from '@interlock/base';
import { js7ApiVersion } from '@interlock/cockpit-api';
import { authorize } from '@interlock/iam';
import { allAgents } from '@interlock/workflow';
import { controllersWith } from '../../access/visible-controllers.ts';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';

/** The versions of the programs. An id that is unknown, or may not be viewed, gives no entry. */
export function versions(ports: CallPorts): Handler<'joc.versions'> {
  return async ({ caller, request }) => {
    const isWanted = (wanted: readonly string[] | undefined, id: string) =>
      wanted === undefined || wanted.length === 0 || wanted.includes(id);
    const visible = controllersWith(caller, ports.controllers, 'sos:products:controller:view');
    const permission = 'sos:products:controller:agents:view';
    const withAgents = visible.filter(
      ({ controllerId }) => authorize(caller.rights, { permission, controllerId }).allowed,
    );
    // All programs of an installation have one version: they refuse to couple otherwise.
    const { version } = ports.settings;
    return succeed({
      jocVersion: js7ApiVersion,
      interlockVersion: version,
      controllerVersions: visible
        .filter(({ controllerId }) => isWanted(request.controllerIds, controllerId))
        .map((controller) => ({
          controllerId: controller.controllerId,
          uri: controller.url,
          version: controller.mirror().version ?? version,
        })),
      agentVersions: withAgents
        .flatMap((controller) => [...allAgents(controller.mirror().state)])
        .filter(({ agentId }) => isWanted(request.agentIds, agentId))
        .map(({ agentId, address }) => ({ agentId, uri: `https://${address}`, version })),
    });
  };
}
