import { type FolderPath, folderOf, nameOf, type ObjectPath } from '@interlock/base';
import type { WorkflowId } from '../format/position.ts';
import type { Order, OrderId, TerminatedOrder } from '../orders/order.ts';
import { type ControllerState, type DeployedWorkflow, workflowKey } from '../state/controller-state.ts';
import { isCurrent } from '../state/order-index.ts';
import type { AgentState } from '../state/snapshot.ts';
import { entries, get, sizeOf, values } from '../state/sorted-map.ts';

/** An order that has not ended; undefined where there is none. */
export function findOrder({ orders }: ControllerState, orderId: OrderId): Order | undefined {
  return get(orders, orderId);
}

/** The order that is processing a step; undefined where the step is not known, or no more. */
export function findOrderOfStep({ orders, waiting }: ControllerState, stepId: string): Order | undefined {
  const orderId = get(waiting.steps, stepId);
  return orderId === undefined ? undefined : get(orders, orderId);
}

/** An order that has ended and is still known by its id. */
export function findTerminated(
  { terminated }: ControllerState,
  orderId: OrderId,
): TerminatedOrder | undefined {
  return get(terminated, orderId);
}

/** All orders that have not ended, children included, by id; with `from`, those whose id is not lower. */
export function* allOrders({ orders }: ControllerState, from?: OrderId): Generator<Order, void> {
  for (const [, order] of entries(orders, from)) yield order;
}

/** How many orders have not ended, children included. */
export function orderCount({ orders }: ControllerState): number {
  return sizeOf(orders);
}

/** A version of a workflow that is current or still has orders. */
export function findVersion({ workflows }: ControllerState, id: WorkflowId): DeployedWorkflow | undefined {
  return get(workflows, workflowKey(id));
}

/** The version with which orders are added, by the path or the bare name of the workflow. */
export function findWorkflow(state: ControllerState, pathOrName: string): DeployedWorkflow | undefined {
  const id = get(state.current, nameOf(pathOrName as ObjectPath));
  if (id === undefined || (pathOrName.startsWith('/') && id.path !== pathOrName)) return undefined;
  return findVersion(state, id);
}

/** All versions that are current or still have orders, by path and version id. */
export function* allVersions(
  state: ControllerState,
): Generator<DeployedWorkflow & { readonly isCurrent: boolean }, void> {
  for (const deployed of values(state.workflows))
    yield { ...deployed, isCurrent: isCurrent(state, deployed.id) };
}

/** An Agent that was registered. */
export function findAgent({ agents }: ControllerState, agentId: string): AgentState | undefined {
  return get(agents, agentId);
}

/** All Agents, by id. */
export function allAgents({ agents }: ControllerState): Generator<AgentState, void> {
  return values(agents);
}

/**
 * The folder of an order: that in which its workflow stands now (semantics §5.1), wherever its version stood. Of a
 * workflow that was withdrawn, the folder of the version.
 */
export function folderOfOrder(state: ControllerState, { workflow }: Pick<Order, 'workflow'>): FolderPath {
  const now = get(state.current, nameOf(workflow.path as ObjectPath));
  return folderOf((now?.path ?? workflow.path) as ObjectPath);
}
