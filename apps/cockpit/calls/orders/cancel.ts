import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';
import { commandOrders } from './command-orders.ts';

const permission = 'sos:products:controller:orders:cancel';

/** Cancels orders. A running step ends by itself first, or is killed where the request says so. */
export function cancelOrders(ports: CallPorts): Handler<'orders.cancel'> {
  return (call) =>
    commandOrders(ports, call, {
      action: 'OrdersCancelled',
      adjective: 'cancellable',
      permissionsFor: () => [permission],
      permissionFor: () => permission,
      isPossible: () => true,
      send: (controller, orderIds, onBehalf, signal) =>
        controller.command(
          'cancel-orders',
          { orderIds, mode: call.request.kill ? 'kill' : 'afterStep' },
          onBehalf,
          signal,
        ),
    });
}
