import { instructionAt } from '../format/instruction-at.ts';
import { outerPosition, type Position, tryNumber } from '../format/position.ts';
import type { Workflow } from '../format/workflow.ts';
import type { OrderEvent } from '../orders/events.ts';
import type { Order } from '../orders/order.ts';
import type { Failure } from '../orders/outcome.ts';

/** What a failure brings about: the nearest Try around the position catches it, or the order fails. */
export function failureEvent(workflow: Workflow, order: Order, outcome: Failure): OrderEvent {
  const { id: orderId } = order;
  const to = isCatchable(outcome) ? catchAround(order.position) : undefined;
  if (to !== undefined) return { kind: 'OrderCaught', orderId, to, outcome };
  return { kind: joinsWhenFailed(workflow, order) ? 'OrderFailedInFork' : 'OrderFailed', orderId, outcome };
}

/** Whether a Try may catch it: not where nobody knows what happened (semantics §5.4). */
export function isCatchable({ kind, uncatchable }: Failure): boolean {
  return uncatchable !== true && kind !== 'lost';
}

/** The catch block of the innermost try block around a position, within the same branch of a Fork. */
function catchAround(position: Position): Position | undefined {
  for (
    let inner = position, outer = outerPosition(inner);
    outer !== undefined;
    outer = outerPosition(inner)
  ) {
    const branch = String(inner.at(-2));
    if (branch.startsWith('fork+')) return undefined;
    const number = tryNumber(branch, 'try');
    if (number !== undefined) return [...outer, `catch+${number}`, 0];
    inner = outer;
  }
  return undefined;
}

function joinsWhenFailed(workflow: Workflow, { parentId, position }: Order): boolean {
  if (parentId === undefined) return false;
  const at = position.findLastIndex((part) => typeof part === 'string' && part.startsWith('fork+'));
  const fork = instructionAt(workflow, position.slice(0, at));
  return fork !== undefined && fork !== 'end' && fork.TYPE === 'Fork' && fork.joinIfFailed;
}
