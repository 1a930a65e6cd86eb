import { canonicalJson, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { isReservedName } from '../expression/built-in-variables.ts';
import { misfit } from '../format/fit-parameter.ts';
import { instructionAt, positionOfLabel } from '../format/instruction-at.ts';
import { joinField, namedValuesFault } from '../format/parse-value.ts';
import { forkPrefix, isSamePosition, type Position, positionFrom } from '../format/position.ts';
import type { NamedValues } from '../format/value.ts';
import type { Workflow } from '../format/workflow.ts';
import type { ResumeOrders } from '../orders/commands.ts';
import { orderValuesLengthMax } from '../orders/limits.ts';
import type { Order } from '../orders/order.ts';
import { parameterOf } from '../orders/prepare-arguments.ts';
import { workflowKey } from '../state/controller-state.ts';
import { get } from '../state/sorted-map.ts';
import { type Draft, emit } from './decision.ts';
import { childrenOf, forOrders } from './select-orders.ts';

/** Resumes orders, all or none: suspended ones where they are, failed ones at the step that failed. */
export function resumeOrders(draft: Draft, command: ResumeOrders): readonly Problem[] {
  const changes = changesOf(draft, command);
  if (!changes.ok) return changes.problem;
  return forOrders(
    draft,
    command.orderIds,
    (order) => whyNotResumed(order, command),
    (orderId) => {
      const order = get(draft.state.orders, orderId);
      if (order !== undefined) resume(draft, order, command.account, changes.value.get(orderId) ?? {});
    },
  );
}

function whyNotResumed(order: Order, { position, arguments: given }: ResumeOrders): string | undefined {
  const isChanged = position !== undefined || given !== undefined;
  if (order.mark?.kind === 'cancelling') return 'is being cancelled';
  if (order.mark !== undefined) {
    if (order.mark.treatment !== 'afterStep') return 'is being suspended, and its step is being killed';
    return isChanged ? 'has a running step, so nothing of it can be changed' : undefined;
  }
  if (order.state.kind === 'failed' || order.state.kind === 'broken') return undefined;
  if (!order.isSuspended) return 'is neither suspended nor failed';
  const isFixed = order.state.kind === 'fresh' || order.state.kind === 'forked';
  return isFixed && position !== undefined
    ? `is ${order.state.kind}, so its position can not be changed`
    : undefined;
}

function resume(draft: Draft, order: Order, account: string, change: Change): void {
  if (
    order.isSuspended ||
    order.mark !== undefined ||
    order.state.kind === 'failed' ||
    order.state.kind === 'broken'
  )
    emit(draft, { kind: 'OrderResumed', orderId: order.id, ...change, account });
  for (const child of childrenOf(draft, order)) {
    const isHeld = child.isSuspended || child.mark?.kind === 'suspending';
    if (isHeld && whyNotResumed(child, noChange) === undefined) resume(draft, child, account, {});
  }
}

const noChange: ResumeOrders = { kind: 'ResumeOrders', orderIds: [], account: '' };

/** What is other than before when the order goes on. */
interface Change {
  readonly to?: Position;
  readonly arguments?: NamedValues;
}

/** The changes of each order that is known, or all that speaks against them. */
function changesOf(
  draft: Draft,
  command: ResumeOrders,
): Result<ReadonlyMap<string, Change>, readonly Problem[]> {
  const changes = new Map<string, Change>();
  if (command.position === undefined && command.arguments === undefined) return succeed(changes);
  const problems: Problem[] = [];
  for (const orderId of command.orderIds) {
    const order = get(draft.state.orders, orderId);
    const workflow = order && get(draft.state.workflows, workflowKey(order.workflow))?.workflow;
    if (order === undefined || workflow === undefined) continue;
    const to = targetOf(workflow, order, command.position);
    const values = replacedArguments(workflow, order, command.arguments);
    if (!to.ok) problems.push(to.problem);
    else if (!values.ok) problems.push(values.problem);
    else changes.set(orderId, { ...to.value, ...values.value });
  }
  return problems.length > 0 ? refuse(problems) : succeed(changes);
}

function targetOf(
  workflow: Workflow,
  order: Order,
  target: ResumeOrders['position'],
): Result<{ to?: Position }> {
  if (target === undefined) return succeed({});
  const found = typeof target === 'string' ? positionOfLabel(workflow, target) : positionFrom(target);
  const to = found && alignTries(found, order.position);
  if (to === undefined || instructionAt(workflow, to) === undefined) {
    const message = `The workflow of the order ${order.id} has no such position.`;
    return refuse(problem('InvalidInput', message, { field: 'position' }));
  }
  if (isSamePosition(forkPrefix(to), forkPrefix(order.position))) return succeed({ to });
  const message = `The order ${order.id} can not leave its branch of the Fork, nor enter another.`;
  return refuse(problem('InvalidInput', message, { field: 'position' }));
}

/** The number of a try is that of the try in which the order is; elsewhere it is the first. */
function alignTries(target: Position, current: Position): Position {
  let isCommon = true;
  return target.map((part, at) => {
    if (typeof part !== 'string' || !/^(?:try|catch)(?:\+|$)/.test(part)) {
      isCommon &&= part === current[at];
      return part;
    }
    const name = part.startsWith('try') ? 'try' : 'catch';
    const here = current[at];
    const number =
      isCommon && typeof here === 'string' ? /^(?:try|catch)\+(\d+)$/.exec(here)?.[1] : undefined;
    isCommon &&= typeof here === 'string' && here.startsWith(name);
    return `${name}+${number ?? 0}`;
  });
}

function replacedArguments(
  workflow: Workflow,
  order: Order,
  given: ResumeOrders['arguments'],
): Result<{ arguments?: NamedValues }> {
  if (given === undefined) return succeed({});
  const shape = namedValuesFault(given, 'arguments');
  if (shape !== undefined) return invalid(shape.field, shape.fault);
  const values = given as NamedValues;
  const { parameters = {}, allowUndeclared = false } = workflow.orderPreparation ?? {};
  for (const [name, value] of Object.entries(values)) {
    const at = joinField('arguments', name);
    const parameter = parameterOf(parameters, name);
    if (isReservedName(name)) return invalid(at, 'has the name of a built-in variable');
    if (parameter?.final !== undefined) return invalid(at, 'is set by the workflow and can not be given');
    const isKnown = allowUndeclared || parameter !== undefined || Object.hasOwn(order.variables, name);
    if (!isKnown) return invalid(at, 'is neither declared by the workflow nor returned by a step');
    const fault = parameter && misfit(parameter, value, at);
    if (fault !== undefined) return invalid(fault.field, fault.fault);
  }
  if (canonicalJson({ ...order.arguments, ...values }).length > orderValuesLengthMax)
    return invalid('arguments', `are longer than ${orderValuesLengthMax} characters`);
  return succeed({ arguments: values });
}

function invalid(field: string, fault: string): Result<never> {
  return refuse(problem('InvalidArguments', `${field} ${fault}.`, { field }));
}
