import type { OrderAnswer } from '@interlock/cockpit-api';

/** What a person can do with orders. */
export type OrderAction = 'cancel' | 'suspend' | 'resume';

/** All of them, in the order in which they are offered. */
export const orderActions: readonly OrderAction[] = ['resume', 'suspend', 'cancel'];

/** Whether an order is in a state in which the action makes sense. */
export function suits(action: OrderAction, order: OrderAnswer): boolean {
  if (action === 'suspend') return order.isSuspendible && order.marked === undefined && !isOver(order);
  if (action === 'resume') return order.isResumable;
  return !isOver(order);
}

/** The permission that the account lacks for the action on this order, as the Cockpit said it. */
export function lackFor(action: OrderAction, order: OrderAnswer): string | undefined {
  const right = action === 'resume' && hasFailed(order) ? 'resumeFailed' : action;
  const said = order.can?.[right];
  return typeof said === 'string' ? said : undefined;
}

/** Whether an order has ended. */
export function isOver(order: OrderAnswer): boolean {
  return order.state._text === 'FINISHED' || order.state._text === 'CANCELLED';
}

/** Whether a process of the order runs now. */
export function isRunning(order: OrderAnswer): boolean {
  return order.state._text === 'RUNNING';
}

function hasFailed(order: OrderAnswer): boolean {
  return order.state._text === 'FAILED' || order.state._text === 'BROKEN';
}

/** Some orders, by what an action would do with them. */
export interface ActionSplit {
  readonly able: readonly OrderAnswer[];
  /** Not in a state for it. */
  readonly unsuited: readonly OrderAnswer[];
  readonly forbidden: readonly OrderAnswer[];
  /** The first permission that is missing, and the workflow where it is. */
  readonly lack: string | undefined;
  readonly lackAt: { readonly objectType: 'WORKFLOW'; readonly path: string } | undefined;
}

/** Splits orders by whether the action can be done: a bulk call is all or nothing, so the rest is left out before. */
export function splitForAction(action: OrderAction, orders: readonly OrderAnswer[]): ActionSplit {
  const suited = orders.filter((order) => suits(action, order));
  const forbidden = suited.filter((order) => lackFor(action, order) !== undefined);
  return {
    able: suited.filter((order) => lackFor(action, order) === undefined),
    unsuited: orders.filter((order) => !suits(action, order)),
    forbidden,
    lack: forbidden[0] === undefined ? undefined : lackFor(action, forbidden[0]),
    lackAt:
      forbidden[0] === undefined ? undefined : { objectType: 'WORKFLOW', path: forbidden[0].workflowId.path },
  };
}
