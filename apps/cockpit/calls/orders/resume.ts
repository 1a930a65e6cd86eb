import { problem, refuse } from '@interlock/base';
import type { Permission } from '@interlock/iam';
import type { ActInput } from '@interlock/node-api';
import type { Order } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { hasFailed, isResumable } from '../../mapping/order.ts';
import type { Handler } from '../call-handler.ts';
import { commandOrders } from './command-orders.ts';

const ofSuspended = 'sos:products:controller:orders:suspend_resume';
const ofFailed = 'sos:products:controller:orders:resume_failed';
const ofPositions = 'sos:products:controller:orders:manage_positions';

/**
 * Resumes suspended and failed orders; for each kind the caller needs its own right, and one more where they go on at
 * another position.
 */
export function resumeOrders(ports: CallPorts): Handler<'orders.resume'> {
  return async (call) => {
    const { position, variables, arguments: values = variables, fromCurrentBlock } = call.request;
    if (fromCurrentBlock)
      return refuse(
        problem('InvalidInput', 'Orders are resumed where they stand, or at a position that is named.', {
          field: 'fromCurrentBlock',
        }),
      );
    const more = {
      ...(position === undefined ? {} : { position }),
      ...(values === undefined ? {} : { arguments: values }),
    };
    return commandOrders(ports, call, {
      action: 'OrdersResumed',
      adjective: 'resumable',
      permissionsFor: (order) => [
        ownRight(order),
        ...(position === undefined ? [] : ([ofPositions] as const)),
      ],
      permissionFor: (orders) =>
        position === undefined ? (orders.some(hasFailed) ? ofFailed : ofSuspended) : ofPositions,
      isPossible: isResumable,
      send: (controller, orderIds, onBehalf, signal) =>
        controller.command(
          'resume-orders',
          { orderIds, ...more } as ActInput<'resume-orders'>,
          onBehalf,
          signal,
        ),
    });
  };
}

function ownRight(order: Order): Permission {
  return hasFailed(order) ? ofFailed : ofSuspended;
}
