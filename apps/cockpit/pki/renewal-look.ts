import type { ControllerGateway } from '../controllers/controller-gateway.ts';
import { type RenewPorts, renewCertificates } from './renew-certificates.ts';

/** How often it is looked for certificates that are due, in milliseconds. */
export const renewalLookMs = 60 * 60_000;

/** How long one Controller may take, in milliseconds. */
const controllerMsMax = 30_000;

/**
 * Makes the look at the certificates of all Controllers that are reached and of their Agents: a coupling may last for
 * longer than a certificate lives, and an Agent may have been away when it began. One look at a time.
 */
export function renewalLook(ports: RenewPorts, controllers: Pick<ControllerGateway, 'list'>) {
  let underWay: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    for (const controller of controllers.list()) {
      if (!controller.mirror().reachable) continue;
      const client = { call: controller.command.bind(controller) };
      await renewCertificates(ports, controller.controllerId, client, AbortSignal.timeout(controllerMsMax));
    }
  };
  return (): Promise<void> => {
    underWay ??= look().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
