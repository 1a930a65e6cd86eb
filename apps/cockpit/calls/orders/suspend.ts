import type { CallPorts } from '../../call-ports.ts';
import { isSuspendible } from '../../mapping/order.ts';
import type { Handler } from '../call-handler.ts';
import { commandOrders } from './command-orders.ts';

const permission = 'sos:products:controller:orders:suspend_resume';

/** Suspends orders. A running step ends by itself first, or is killed where the request says so. */
export function suspendOrders(ports: CallPorts): Handler<'orders.suspend'> {
  return (call) =>
    commandOrders(ports, call, {
      action: 'OrdersSuspended',
      adjective: 'suspendible',
      permissionsFor: () => [permission],
      permissionFor: () => permission,
      isPossible: isSuspendible,
      send: (controller, orderIds, onBehalf, signal) =>
        controller.command(
          'suspend-orders',
          {
            orderIds,
            mode: call.request.kill ? 'kill' : 'afterStep',
            ...(call.request.reset ? { reset: true } : {}),
          },
          onBehalf,
          signal,
        ),
    });
}
