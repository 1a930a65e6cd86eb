import type { ControllerState } from './controller-state.ts';
import { isCurrent } from './order-index.ts';
import type { ControllerSnapshot } from './snapshot.ts';
import { get, values } from './sorted-map.ts';

/** The state as JSON. `restoreState` makes the same state of it. */
export function snapshotOf(state: ControllerState): ControllerSnapshot {
  const { eventId, atMs, controllerId, workflows, agents, orders, terminated, waiting } = state;
  return {
    format: 1,
    eventId,
    atMs,
    ...(controllerId === undefined ? {} : { controllerId }),
    workflows: Array.from(values(workflows), ({ id, workflow, deployedAtMs }) => ({
      ...id,
      workflow,
      isCurrent: isCurrent(state, id),
      deployedAtMs,
    })),
    agents: [...values(agents)],
    orders: [...values(orders)],
    terminated: Array.from(values(waiting.terminated)).flatMap((orderId) => get(terminated, orderId) ?? []),
  };
}
