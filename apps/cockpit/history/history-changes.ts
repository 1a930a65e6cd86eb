import { objectPath, unwrap } from '@interlock/base';
import {
  type HistoryChange,
  type NamedValues,
  type Order,
  type OrderEvent,
  type OrderHistoryState,
  type OrderLogLine,
  type StampedEvent,
  tryCountOf,
} from '@interlock/workflow';

/** What the projection looks up in the state that an event led to, and in the state before it. */
export interface ProjectionContext {
  /** The order after the event; where the event ended it, before. */
  order(orderId: string): Order | undefined;
  /** The criticality of a job, as its workflow says it. */
  criticality(order: Order, jobName: string): string;
  /** How people call the account with this key. */
  accountName(key: string): string;
}

/** What an event means for the history. Events that mean nothing for it give nothing. */
export function historyChangesOf(
  stamped: StampedEvent,
  context: ProjectionContext,
): readonly HistoryChange[] {
  const { event } = stamped;
  if (!('orderId' in event)) return [];
  const order = context.order(event.orderId);
  if (order === undefined) return [];
  return [...changesOf(stamped, event, order, context), ...logOf(stamped, event, order, context)];
}

function changesOf(
  stamped: StampedEvent,
  event: OrderEvent,
  order: Order,
  context: ProjectionContext,
): readonly HistoryChange[] {
  const { id: eventId, atMs } = stamped;
  const orderId = order.id;
  switch (event.kind) {
    case 'OrderAdded':
      return [added(order, atMs)];
    case 'OrderStarted':
      return [{ kind: 'orderStarted', orderId, atMs }, moved(order)];
    case 'OrderForked':
      return [
        moved(order),
        ...event.children.flatMap((child) => forked(context.order(child.orderId), orderId, atMs)),
      ];
    case 'OrderStepStarting':
      return [moved(order), stepStarted(event, order, context, atMs)];
    case 'OrderOutputWritten':
      return [
        {
          kind: 'outputWritten',
          stepId: event.stepId,
          eventId,
          stream: event.stream,
          offset: event.offset,
          text: event.text,
          atMs: event.agentAtMs,
        },
      ];
    case 'OrderStepEnded':
      return [
        moved(order),
        {
          kind: 'stepEnded',
          stepId: event.stepId,
          outcome: event.outcome,
          droppedBytes: event.droppedBytes,
          atMs,
        },
      ];
    case 'OrderFinished':
      return [ended(order, 'finished', event.outcome === undefined, atMs)];
    case 'OrderBranchEnded':
      return [ended(order, 'finished', event.outcome === undefined, atMs)];
    case 'OrderFailedInFork':
      return [ended(order, 'finished', false, atMs)];
    case 'OrderCancelled':
      return [ended(order, 'cancelled', false, atMs)];
    default:
      return [moved(order)];
  }
}

function added(order: Order, atMs: number, parentId?: string): HistoryChange {
  return {
    kind: 'orderAdded',
    orderId: order.id,
    ...(parentId === undefined ? {} : { parentId }),
    workflowPath: unwrap(objectPath(order.workflow.path)),
    versionId: order.workflow.versionId,
    arguments: order.arguments,
    ...(order.scheduledForMs === undefined ? {} : { scheduledForMs: order.scheduledForMs }),
    account: order.account,
    atMs,
    position: order.position,
  };
}

function forked(child: Order | undefined, parentId: string, atMs: number): readonly HistoryChange[] {
  if (child === undefined) return [];
  return [added(child, atMs, parentId), { kind: 'orderStarted', orderId: child.id, atMs }, moved(child)];
}

function stepStarted(
  event: Extract<OrderEvent, { kind: 'OrderStepStarting' }>,
  order: Order,
  context: ProjectionContext,
  atMs: number,
): HistoryChange {
  return {
    kind: 'stepStarted',
    stepId: event.stepId,
    orderId: event.orderId,
    workflowPath: unwrap(objectPath(order.workflow.path)),
    versionId: order.workflow.versionId,
    position: event.position,
    jobName: event.jobName,
    label: event.label,
    criticality: context.criticality(order, event.jobName),
    agentId: event.agentId,
    arguments: valuesOf(order),
    tryCount: tryCountOf(event),
    atMs,
  };
}

function valuesOf(order: Order): NamedValues {
  return { ...order.arguments, ...order.variables };
}

function moved(order: Order): HistoryChange {
  const state = historyStateOf(order);
  const result = state === 'failed' || state === 'broken' ? 'failed' : 'incomplete';
  return { kind: 'orderMoved', orderId: order.id, position: order.position, state, result };
}

function ended(
  order: Order,
  state: 'finished' | 'cancelled',
  succeeded: boolean,
  atMs: number,
): HistoryChange {
  return {
    kind: 'orderEnded',
    orderId: order.id,
    position: order.position,
    state,
    result: succeeded ? 'successful' : 'failed',
    atMs,
  };
}

/** What the row of an order shows. Suspended beats what it stood at, except an end. */
export function historyStateOf(order: Order): OrderHistoryState {
  if (order.isSuspended) return 'suspended';
  switch (order.state.kind) {
    case 'fresh':
      return 'fresh';
    case 'processing':
      return 'running';
    case 'processed':
      return 'inProgress';
    case 'failed':
    case 'failedInFork':
      return 'failed';
    case 'broken':
      return 'broken';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'waiting';
  }
}

/** Events that stand in no order's log: too fine, or told by others. */
const unlogged: ReadonlySet<OrderEvent['kind']> = new Set([
  'OrderOutputWritten',
  'OrderStepStarted',
  'OrderMoved',
]);

function logOf(
  stamped: StampedEvent,
  event: OrderEvent,
  order: Order,
  context: ProjectionContext,
): readonly HistoryChange[] {
  if (unlogged.has(event.kind)) return [];
  const line: HistoryChange = {
    kind: 'logged',
    orderId: order.id,
    eventId: stamped.id,
    event: event.kind,
    level: levelOf(event),
    atMs: stamped.atMs,
    position: 'position' in event ? event.position : order.position,
    ...detailsOf(event, context),
  };
  return [line];
}

function levelOf(event: OrderEvent): OrderLogLine['level'] {
  switch (event.kind) {
    case 'OrderAdded':
    case 'OrderStarted':
      return 'main';
    case 'OrderFinished':
    case 'OrderBranchEnded':
      return event.outcome === undefined ? 'success' : 'error';
    case 'OrderStepEnded':
      return event.outcome.kind === 'succeeded' ? 'success' : 'error';
    case 'OrderFailed':
    case 'OrderFailedInFork':
    case 'OrderBroken':
      return 'error';
    case 'OrderCaught':
    case 'OrderRetrying':
    case 'OrderStepRepeated':
    case 'OrderCancelled':
      return 'warn';
    default:
      return 'info';
  }
}

type LogDetails = Partial<
  Pick<OrderLogLine, 'label' | 'jobName' | 'agentId' | 'returnCode' | 'message' | 'agentAtMs'>
> & { readonly stepId?: string };

function detailsOf(event: OrderEvent, context: ProjectionContext): LogDetails {
  switch (event.kind) {
    case 'OrderStepStarting':
      return { stepId: event.stepId, label: event.label, jobName: event.jobName, agentId: event.agentId };
    case 'OrderStepEnded':
      return { stepId: event.stepId, agentAtMs: event.agentAtMs, ...outcomeDetails(event.outcome) };
    case 'OrderFailed':
    case 'OrderFailedInFork':
    case 'OrderCaught':
      return outcomeDetails(event.outcome);
    case 'OrderBroken':
      return { message: event.message };
    case 'OrderForked':
      return { message: event.children.map((child) => child.branchId).join(', ') };
    case 'OrderRetrying':
      return event.delayedUntilMs === undefined
        ? {}
        : { message: `until ${new Date(event.delayedUntilMs).toISOString()}` };
    case 'OrderAdded':
    case 'OrderCancellationMarked':
    case 'OrderCancelled':
    case 'OrderSuspensionMarked':
    case 'OrderSuspended':
    case 'OrderResumed':
      return { message: `by ${context.accountName(event.account)}` };
    default:
      return {};
  }
}

function outcomeDetails(outcome: Extract<OrderEvent, { kind: 'OrderStepEnded' }>['outcome']): LogDetails {
  const { returnCode } = outcome;
  const message =
    outcome.kind === 'succeeded' ? undefined : (outcome.message ?? outcome.signal ?? outcome.kind);
  return {
    ...(returnCode === undefined ? {} : { returnCode }),
    ...(message === undefined ? {} : { message }),
  };
}
