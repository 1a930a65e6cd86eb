import { canonicalJson } from '@interlock/base';
import { evaluateSource } from '../expression/evaluate-source.ts';
import { instructionAt } from '../format/instruction-at.ts';
import type { NamedValues } from '../format/value.ts';
import type { ForkBranch, ForkInstruction, Workflow } from '../format/workflow.ts';
import type { OrderEvent } from '../orders/events.ts';
import { orderValuesLengthMax } from '../orders/limits.ts';
import type { Order } from '../orders/order.ts';
import { childId } from '../orders/order-id.ts';
import type { Failure, Outcome } from '../orders/outcome.ts';
import { scopeOf } from '../reads/scope-of.ts';
import type { ControllerState } from '../state/controller-state.ts';
import { orderOf } from '../state/order-of.ts';
import { isCatchable } from './failure-event.ts';

/** The join of an order whose children are all at an end: it succeeds where all of them have. */
export function joinEvent(state: ControllerState, workflow: Workflow, order: Order): OrderEvent {
  const { id: orderId, position } = order;
  const fork = instructionAt(workflow, position);
  if (fork === undefined || fork === 'end' || fork.TYPE !== 'Fork')
    return { kind: 'OrderBroken', orderId, message: 'The order stands at no Fork.' };
  const branches = fork.branches.map((branch) => ({
    branch,
    child: orderOf(state, childId(orderId, branch.id)),
  }));
  const outcome = failureOf(branches) ?? resultOf(state, order, fork, branches);
  return { kind: 'OrderJoined', orderId, outcome };
}

interface JoinedBranch {
  readonly branch: ForkBranch;
  readonly child: Order;
}

function failureOf(branches: readonly JoinedBranch[]): Failure | undefined {
  const failures = branches.flatMap(({ branch, child }) => {
    const failure = childFailure(child);
    return failure === undefined ? [] : [{ id: branch.id, failure }];
  });
  if (failures.length === 0) return undefined;
  const told = failures.map(({ id, failure }) => `${id}: ${failure.message ?? failure.kind}`);
  const message = `The branch${told.length === 1 ? '' : 'es'} failed: ${told.join('; ')}`.slice(0, 2_000);
  const isLost = failures.some(({ failure }) => !isCatchable(failure));
  return { kind: 'failed', message, ...(isLost ? { uncatchable: true } : {}) };
}

function childFailure({ state, outcome }: Order): Failure | undefined {
  if (state.kind === 'cancelled') return { kind: 'killed', message: 'cancelled' };
  return outcome === undefined || outcome.kind === 'succeeded' ? undefined : outcome;
}

function resultOf(
  state: ControllerState,
  order: Order,
  fork: ForkInstruction,
  branches: readonly JoinedBranch[],
): Outcome {
  let values: NamedValues = {};
  for (const { branch, child } of branches) {
    for (const [name, source] of Object.entries(branch.workflow.result ?? {})) {
      const value = evaluateSource(source, scopeOf(state, child, fork));
      if (!value.ok)
        return failed(`The result ${name} of branch ${branch.id} has no value: ${value.problem.message}`);
      values = { ...values, [name]: value.value };
    }
  }
  if (Object.keys(values).length === 0) return { kind: 'succeeded' };
  if (canonicalJson({ ...order.variables, ...values }).length > orderValuesLengthMax)
    return failed(`The variables of the order would be longer than ${orderValuesLengthMax} characters.`);
  return { kind: 'succeeded', values };
}

function failed(message: string): Outcome {
  return { kind: 'failed', message };
}
