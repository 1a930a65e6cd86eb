import { refuse, succeed } from '@interlock/base';
import type { ActHandler } from '@interlock/node-api';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';
import { firstUncovered, orderTargets } from './targets.ts';

/** `cancel-orders`: cancels orders, all or none. */
export function cancelOrders(ports: CallPorts): ActHandler<'cancel-orders'> {
  return async ({ mode, orderIds }, caller) =>
    ask('cancel-orders', caller, ports, (state) => {
      const targets = orderTargets(state, orderIds, ports.controllerId);
      const uncovered = firstUncovered(caller, targets);
      if (uncovered !== undefined) return refuse(uncovered);
      return succeed({ command: { kind: 'CancelOrders', account: caller.account, orderIds, mode }, targets });
    });
}
