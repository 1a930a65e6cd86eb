import { type Problem, problem, refuse, succeed } from '@interlock/base';
import type { ActHandler, ActRequest } from '@interlock/node-api';
import { type ControllerState, findOrder, type ResumeOrders } from '@interlock/workflow';
import { ask } from './ask.ts';
import type { CallPorts } from './call-ports.ts';
import { firstUncovered, orderTargets } from './targets.ts';

const prefix = 'sos:products:controller:orders:';

/** `resume-orders`: resumes suspended, failed or broken orders, all or none. */
export function resumeOrders(ports: CallPorts): ActHandler<'resume-orders'> {
  return async (request, caller) =>
    ask('resume-orders', caller, ports, (state) => {
      const targets = orderTargets(state, request.orderIds, ports.controllerId);
      const refusal = firstUncovered(caller, targets) ?? wrongPermission(request, state, caller.permission);
      if (refusal !== undefined) return refuse(refusal);
      return succeed({ command: commandOf(request, caller.account), targets });
    });
}

// Which of the act's permissions is asked for depends on the orders, which only the Controller knows for sure.
function wrongPermission(
  request: ActRequest<'resume-orders'>,
  state: ControllerState,
  permission: string | undefined,
): Problem | undefined {
  const wanted = `${prefix}${wantedLeaf(request, state)}`;
  if (permission === wanted) return undefined;
  return problem('PermissionDenied', `To resume these orders the permission ${wanted} is needed.`);
}

function wantedLeaf({ orderIds, position }: ActRequest<'resume-orders'>, state: ControllerState): string {
  if (position !== undefined) return 'manage_positions';
  return orderIds.some((orderId) => hasFailed(state, orderId)) ? 'resume_failed' : 'suspend_resume';
}

function hasFailed(state: ControllerState, orderId: string): boolean {
  const kind = findOrder(state, orderId)?.state.kind;
  return kind === 'failed' || kind === 'broken';
}

function commandOf(request: ActRequest<'resume-orders'>, account: string): ResumeOrders {
  const { arguments: values, orderIds, position } = request;
  return {
    kind: 'ResumeOrders',
    account,
    orderIds,
    ...(position === undefined ? {} : { position }),
    ...(values === undefined ? {} : { arguments: values }),
  };
}
