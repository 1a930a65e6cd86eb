import { instructionAt } from '../format/instruction-at.ts';
import { outerPosition, type Position, tryNumber } from '../format/position.ts';
import type { TryInstruction, Workflow } from '../format/workflow.ts';
import type { OrderEvent } from '../orders/events.ts';
import { busyRetryDelayMs, busyRetryTries } from '../orders/limits.ts';
import type { Order } from '../orders/order.ts';
import { failureEvent } from './failure-event.ts';

/** What a Retry brings about: the next try, at once or later, or a failure where there were enough. */
export function retryEvent(workflow: Workflow, order: Order, nowMs: number): OrderEvent {
  const { id: orderId } = order;
  const around = catchAround(order.position);
  const instruction = around && instructionAt(workflow, around.position);
  if (
    around === undefined ||
    instruction === undefined ||
    instruction === 'end' ||
    instruction.TYPE !== 'Try'
  )
    return { kind: 'OrderBroken', orderId, message: 'Retry stands in no catch block.' };
  const triesDone = around.number + 1;
  if (instruction.maxTries !== undefined && triesDone >= instruction.maxTries)
    return failureEvent(workflow, order, exhausted(order, triesDone));
  const delayMs = retryDelayMs(instruction, triesDone);
  const to = [...around.position, `try+${triesDone}`, 0];
  const delayed = delayMs === 0 ? {} : { delayedUntilMs: nowMs + delayMs };
  return { kind: 'OrderRetrying', orderId, to, ...delayed };
}

/** The Try in whose catch block a position stands, and the number of that try. */
function catchAround(
  position: Position,
): { readonly position: Position; readonly number: number } | undefined {
  for (
    let inner = position, outer = outerPosition(inner);
    outer !== undefined;
    outer = outerPosition(inner)
  ) {
    const branch = String(inner.at(-2));
    const number = tryNumber(branch, 'catch');
    if (number !== undefined) return { position: outer, number };
    if (branch.startsWith('fork+')) return undefined;
    inner = outer;
  }
  return undefined;
}

function exhausted({ caught }: Order, triesDone: number) {
  const tries = triesDone === 1 ? 'The only try' : `All ${triesDone} tries`;
  const message = `${tries} failed${caught?.message === undefined ? '.' : `: ${caught.message}`}`;
  const returnCode = caught?.returnCode === undefined ? {} : { returnCode: caught.returnCode };
  return { kind: 'failed', message, ...returnCode } as const;
}

/** The delay before the next try; the last of the list repeats. */
function retryDelayMs({ retryDelays = [] }: TryInstruction, triesDone: number): number {
  const seconds = retryDelays[Math.min(triesDone, retryDelays.length) - 1] ?? 0;
  return triesDone >= busyRetryTries ? Math.max(seconds * 1000, busyRetryDelayMs) : seconds * 1000;
}
