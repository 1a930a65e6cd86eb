import { refuse, succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';
import { firstUncovered, orderTargets } from './targets.ts';

/** `suspend-orders`: suspends orders, all or none. */
export function suspendOrders(ports: CallPorts): ActHandler<'suspend-orders'> {
  return async ({ mode, orderIds, reset }, caller) =>
    ask('suspend-orders', caller, ports, (state) => {
      const targets = orderTargets(state, orderIds, ports.controllerId);
      const uncovered = firstUncovered(caller, targets);
      if (uncovered !== undefined) return refuse(uncovered);
      const command = {
        kind: 'SuspendOrders',
        account: caller.account,
        orderIds,
        mode,
        ...(reset === undefined ? {} : { reset }),
      } as const;
      return succeed({ command, targets });
    });
}
