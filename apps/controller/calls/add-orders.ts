import { folderOf, type Problem, refuse, succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import type { NewOrder } from '@interlock/workflow';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';
import { currentPathOf, firstUncovered, orderTarget } from './targets.ts';

/** `add-orders`: adds orders, all or none; the same id with the same content is no second order. */
export function addOrders(ports: CallPorts): ActHandler<'add-orders'> {
  return async ({ orders }, caller) =>
    ask('add-orders', caller, ports, (state) => {
      const targets = orders.map((order) =>
        orderTarget(ports.controllerId, order.orderId, folderOf(currentPathOf(state, order.workflowPath))),
      );
      const problem: Problem | undefined = firstUncovered(
        caller,
        targets,
        (at) => `orders[${at}].workflowPath`,
      );
      if (problem !== undefined) return refuse(problem);
      const command = { kind: 'AddOrders', account: caller.account, orders: orders.map(newOrder) } as const;
      return succeed({ command, targets });
    });
}

type WireOrder = Parameters<ActHandler<'add-orders'>>[0]['orders'][number];

function newOrder({ orderId, workflowPath, arguments: values, scheduledForMs }: WireOrder): NewOrder {
  return {
    orderId,
    workflowPath,
    arguments: values,
    ...(scheduledForMs === undefined ? {} : { scheduledForMs }),
  };
}
