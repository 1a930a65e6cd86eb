import { type Problem, type Result, refuse, succeed } from '@interlock/base';
import type { Scope } from '../expression/evaluate.ts';
import { evaluateSource } from '../expression/evaluate-source.ts';
import { printValue } from '../expression/text-of.ts';
import { instructionAt } from '../format/instruction-at.ts';
import { isExpressionText } from '../format/message.ts';
import { branchOf, nextPosition, outerPosition, type Position } from '../format/position.ts';
import { caseBranch } from '../format/walk.ts';
import type { Case, Instruction, Workflow } from '../format/workflow.ts';
import type { OrderEvent } from '../orders/events.ts';
import { movesInARowMax, orderIdLengthMax } from '../orders/limits.ts';
import type { Order } from '../orders/order.ts';
import { childId } from '../orders/order-id.ts';
import type { Failure } from '../orders/outcome.ts';
import { scopeOf } from '../reads/scope-of.ts';
import { type ControllerState, workflowKey } from '../state/controller-state.ts';
import { get } from '../state/sorted-map.ts';
import { failureEvent } from './failure-event.ts';
import { joinEvent } from './join-event.ts';
import { retryEvent } from './retry-event.ts';

/** The next event of an order at whose turn it is. */
export function nextEvent(state: ControllerState, order: Order, nowMs: number): OrderEvent {
  const { id: orderId, mark } = order;
  const workflow = get(state.workflows, workflowKey(order.workflow))?.workflow;
  if (workflow === undefined) throw new Error(`the order ${orderId} has no workflow`);
  if (mark?.kind === 'cancelling') return { kind: 'OrderCancelled', orderId, account: mark.account };
  if (mark?.kind === 'suspending') {
    const wasKilled = order.state.kind === 'processed' && order.outcome?.kind === 'killed';
    if (wasKilled || order.state.kind !== 'processed')
      return { kind: 'OrderSuspended', orderId, reset: wasKilled, account: mark.account };
  }
  switch (order.state.kind) {
    case 'fresh':
      return { kind: 'OrderStarted', orderId };
    case 'processed':
      return processedEvent(workflow, order);
    case 'forked':
      return joinEvent(state, workflow, order);
    case 'ready':
      return readyEvent(state, workflow, order, nowMs);
    default:
      throw new Error(`the order ${orderId} is ${order.state.kind} and has no turn`);
  }
}

function processedEvent(workflow: Workflow, order: Order): OrderEvent {
  const { id: orderId, outcome, position } = order;
  if (outcome === undefined) throw new Error(`the order ${orderId} has no outcome`);
  if (outcome.kind === 'succeeded') return { kind: 'OrderMoved', orderId, to: nextPosition(position) };
  const mayRepeat =
    outcome.kind === 'lost' && outcome.uncatchable !== true && isRestartable(workflow, position);
  return mayRepeat ? { kind: 'OrderStepRepeated', orderId } : failureEvent(workflow, order, outcome);
}

/** Whether the job at a position says in so many words that a lost step may run again (semantics §5.4). */
function isRestartable(workflow: Workflow, position: Position): boolean {
  const instruction = instructionAt(workflow, position);
  if (instruction === undefined || instruction === 'end' || instruction.TYPE !== 'Execute.Named')
    return false;
  return workflow.jobs[instruction.jobName]?.isNotRestartable === false;
}

function readyEvent(state: ControllerState, workflow: Workflow, order: Order, nowMs: number): OrderEvent {
  const { id: orderId, position } = order;
  const instruction = instructionAt(workflow, position);
  if (instruction === undefined)
    return { kind: 'OrderBroken', orderId, message: 'The workflow has no such position.' };
  if (order.movesInARow > movesInARowMax) {
    const message = `The order moved ${movesInARowMax} times without a step: the workflow has a loop without end.`;
    return { kind: 'OrderBroken', orderId, message };
  }
  if (instruction === 'end') return endEvent(order);
  const scope = scopeOf(state, order, instruction);
  switch (instruction.TYPE) {
    case 'If':
      return caseEvent(workflow, order, scope, { ...instruction, cases: [instruction] });
    case 'CaseWhen':
      return caseEvent(workflow, order, scope, instruction);
    case 'Try':
      return { kind: 'OrderMoved', orderId, to: [...position, 'try+0', 0] };
    case 'Retry':
      return retryEvent(workflow, order, nowMs);
    case 'Fail':
      return failEvent(workflow, order, scope, instruction);
    case 'Finish':
      return finishEvent(workflow, order, scope, instruction);
    case 'Fork':
      return forkEvent(workflow, order, instruction);
    case 'Execute.Named':
      throw new Error(`the order ${orderId} waits at a job and has no turn`);
  }
}

/** The end of a block: behind the instruction around it, or the end of the branch, or of the workflow. */
function endEvent({ id: orderId, position }: Order): OrderEvent {
  const outer = outerPosition(position);
  if (outer === undefined) return { kind: 'OrderFinished', orderId };
  if (branchOf(position)?.startsWith('fork+')) return { kind: 'OrderBranchEnded', orderId };
  return { kind: 'OrderMoved', orderId, to: nextPosition(outer) };
}

function caseEvent(
  workflow: Workflow,
  order: Order,
  scope: Scope,
  { cases, ...rest }: { readonly cases: readonly Case[]; readonly else?: unknown },
): OrderEvent {
  const { id: orderId, position } = order;
  for (const [index, { predicate }] of cases.entries()) {
    const holds = evaluateSource(predicate, scope);
    if (!holds.ok) return failed(workflow, order, `The predicate has no value: ${holds.problem.message}`);
    if (typeof holds.value !== 'boolean') return failed(workflow, order, 'The predicate gives no Boolean.');
    if (holds.value) return { kind: 'OrderMoved', orderId, to: [...position, caseBranch(index), 0] };
  }
  const to = rest.else === undefined ? nextPosition(position) : [...position, 'else', 0];
  return { kind: 'OrderMoved', orderId, to };
}

function failed(workflow: Workflow, order: Order, message: string): OrderEvent {
  return failureEvent(workflow, order, { kind: 'failed', message });
}

function failEvent(
  workflow: Workflow,
  order: Order,
  scope: Scope,
  { message, outcome, uncatchable }: Extract<Instruction, { TYPE: 'Fail' }>,
): OrderEvent {
  const text = messageText(message, scope);
  const failure: Failure = {
    kind: 'failed',
    message: text.ok ? text.value : `The message has no value: ${text.problem.message}`,
    ...(outcome === undefined ? {} : { values: outcome }),
    ...(uncatchable === true ? { uncatchable } : {}),
  };
  return failureEvent(workflow, order, failure);
}

function finishEvent(
  workflow: Workflow,
  order: Order,
  scope: Scope,
  { message, unsuccessful }: Extract<Instruction, { TYPE: 'Finish' }>,
): OrderEvent {
  const text = messageText(message ?? 'Finished without success.', scope);
  if (!text.ok) return failed(workflow, order, `The message has no value: ${text.problem.message}`);
  const outcome = unsuccessful === true ? { outcome: { kind: 'failed', message: text.value } as const } : {};
  return {
    kind: order.parentId === undefined ? 'OrderFinished' : 'OrderBranchEnded',
    orderId: order.id,
    ...outcome,
  };
}

function messageText(message = 'The workflow says so.', scope: Scope): Result<string, Problem> {
  if (!isExpressionText(message)) return succeed(message);
  const value = evaluateSource(message, scope);
  return value.ok ? succeed(printValue(value.value)) : refuse(value.problem);
}

function forkEvent(
  workflow: Workflow,
  order: Order,
  { branches }: Extract<Instruction, { TYPE: 'Fork' }>,
): OrderEvent {
  const children = branches.map(({ id }) => ({ orderId: childId(order.id, id), branchId: id }));
  const isTooLong = children.some(({ orderId }) => orderId.length > orderIdLengthMax);
  if (isTooLong)
    return failed(workflow, order, `The id of a child order would be longer than ${orderIdLengthMax}.`);
  return { kind: 'OrderForked', orderId: order.id, children };
}
