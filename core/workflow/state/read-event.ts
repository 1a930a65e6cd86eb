import { type Problem, ProblemError, problem, type Result, refuse, succeed } from '@interlock/base';
import { given } from '../format/given.ts';
import { parseWorkflow } from '../format/parse-workflow.ts';
import { type Position, positionFrom } from '../format/position.ts';
import type { Workflow } from '../format/workflow.ts';
import type { ControllerEvent } from '../orders/events.ts';
import { failureIn, outcomeIn, valuesIn, workflowIdIn } from './read-order.ts';
import { flagIn, listIn, memberIn, oneOfIn, recordIn, textIn, timeIn, wrong } from './read-snapshot.ts';

type Item = Readonly<Record<string, unknown>>;
type Kind = ControllerEvent['kind'];
type Body<K extends Kind> = Omit<Extract<ControllerEvent, { readonly kind: K }>, 'kind'>;

/**
 * Reads an event as it stands in a journal or comes over a wire. Members that it does not know are left out; an event
 * of another kind, or with a member that is missing or of another form, is refused (`InvalidInput`, `InvalidWorkflow`), and the problem
 * names the field. Whether it follows the state, only the fold can tell.
 */
export function readEvent(input: unknown): Result<ControllerEvent> {
  try {
    const item = recordIn(input, 'event');
    const kind = kinds.find((known) => known === item.kind);
    if (kind === undefined) return refuse(unknownKind(String(item.kind)));
    // The table gave the reader by the kind; TypeScript can't tie them together through a union.
    return succeed({ kind, ...given(readers[kind](item)) } as ControllerEvent);
  } catch (error) {
    if (error instanceof ProblemError) return refuse(error.problem);
    throw error;
  }
}

/** What each kind has beside its kind; members that are undefined are left out. */
const readers: {
  readonly [K in Kind]: (item: Item) => { readonly [M in keyof Body<K>]: Body<K>[M] | undefined };
} = {
  ControllerStarted: (item) => ({ controllerId: text(item, 'controllerId') }),
  WorkflowDeployed: (item) => ({
    path: text(item, 'path'),
    versionId: text(item, 'versionId'),
    workflow: workflow(item),
    account: text(item, 'account'),
  }),
  WorkflowWithdrawn: (item) => ({ path: text(item, 'path'), account: text(item, 'account') }),
  WorkflowVersionDropped: (item) => ({ path: text(item, 'path'), versionId: text(item, 'versionId') }),
  AgentRegistered: (item) => ({
    agentId: text(item, 'agentId'),
    address: text(item, 'address'),
    account: text(item, 'account'),
  }),
  AgentCoupled: (item) => ({ agentId: text(item, 'agentId'), journalId: text(item, 'journalId') }),
  AgentLost: (item) => ({
    agentId: text(item, 'agentId'),
    message: memberIn(item, 'message', 'event', string),
  }),
  AgentAbandoned: (item) => ({ agentId: text(item, 'agentId'), account: text(item, 'account') }),
  OrderAdded: (item) => ({
    ...order(item),
    workflow: workflowIdIn(item.workflow, 'event.workflow'),
    arguments: valuesIn(item.arguments, 'event.arguments'),
    scheduledForMs: memberIn(item, 'scheduledForMs', 'event', timeIn),
    contentDigest: text(item, 'contentDigest'),
    account: text(item, 'account'),
  }),
  OrderStarted: order,
  OrderStepStarting: (item) => ({
    ...step(item),
    agentId: text(item, 'agentId'),
    jobName: text(item, 'jobName'),
    label: text(item, 'label'),
    position: position(item.position, 'event.position'),
  }),
  OrderStepStarted: (item) => ({
    ...step(item),
    pid: memberIn(item, 'pid', 'event', timeIn),
    agentAtMs: time(item, 'agentAtMs'),
  }),
  OrderOutputWritten: (item) => ({
    ...step(item),
    stream: oneOfIn<'stdout' | 'stderr'>(item.stream, 'event.stream', ['stdout', 'stderr']),
    offset: time(item, 'offset'),
    text: string(item.text, 'event.text'),
    agentAtMs: time(item, 'agentAtMs'),
  }),
  OrderStepEnded: (item) => ({
    ...step(item),
    outcome: outcomeIn(item.outcome, 'event.outcome'),
    droppedBytes: time(item, 'droppedBytes'),
    agentAtMs: time(item, 'agentAtMs'),
  }),
  OrderStepRepeated: order,
  OrderMoved: (item) => ({ ...order(item), to: position(item.to, 'event.to') }),
  OrderForked: (item) => ({ ...order(item), children: children(item) }),
  OrderJoined: (item) => ({ ...order(item), outcome: outcomeIn(item.outcome, 'event.outcome') }),
  OrderCaught: (item) => ({
    ...order(item),
    to: position(item.to, 'event.to'),
    outcome: failureIn(item.outcome, 'event.outcome'),
  }),
  OrderRetrying: (item) => ({
    ...order(item),
    to: position(item.to, 'event.to'),
    delayedUntilMs: memberIn(item, 'delayedUntilMs', 'event', timeIn),
  }),
  OrderAwoke: order,
  OrderFailed: (item) => ({ ...order(item), outcome: failureIn(item.outcome, 'event.outcome') }),
  OrderFailedInFork: (item) => ({ ...order(item), outcome: failureIn(item.outcome, 'event.outcome') }),
  OrderBroken: (item) => ({ ...order(item), message: string(item.message, 'event.message') }),
  OrderBranchEnded: (item) => ({ ...order(item), outcome: memberIn(item, 'outcome', 'event', failureIn) }),
  OrderFinished: (item) => ({ ...order(item), outcome: memberIn(item, 'outcome', 'event', failureIn) }),
  OrderCancellationMarked: marked,
  OrderCancelled: (item) => ({ ...order(item), account: text(item, 'account') }),
  OrderSuspensionMarked: marked,
  OrderSuspended: (item) => ({
    ...order(item),
    reset: flagIn(item.reset, 'event.reset'),
    account: text(item, 'account'),
  }),
  OrderResumed: (item) => ({
    ...order(item),
    to: memberIn(item, 'to', 'event', position),
    arguments: memberIn(item, 'arguments', 'event', valuesIn),
    account: text(item, 'account'),
  }),
  OrdersForgotten: (item) => ({
    orderIds: listIn(item.orderIds, 'event.orderIds').map((id) => textIn(id, 'event.orderIds')),
  }),
};

const kinds = Object.keys(readers) as readonly Kind[];

function unknownKind(kind: string): Problem {
  const message = `Events of the kind ${kind.slice(0, 100)} are not known here: the program that wrote it is newer than this one.`;
  return problem('InvalidInput', message, { field: 'event.kind' });
}

function text(item: Item, name: string): string {
  return textIn(item[name], `event.${name}`);
}

function time(item: Item, name: string): number {
  return timeIn(item[name], `event.${name}`);
}

/** A text that may be empty. */
function string(input: unknown, field: string): string {
  return typeof input === 'string' ? input : wrong(field, 'is no text');
}

function order(item: Item): { readonly orderId: string } {
  return { orderId: text(item, 'orderId') };
}

function step(item: Item): { readonly orderId: string; readonly stepId: string } {
  return { ...order(item), stepId: text(item, 'stepId') };
}

function marked(item: Item): Body<'OrderCancellationMarked'> {
  const treatment = oneOfIn(item.treatment, 'event.treatment', ['afterStep', 'kill', 'killAtOnce']);
  return { ...order(item), treatment, account: text(item, 'account') };
}

/** Whether the workflow has this place, the fold decides. */
function position(input: unknown, field: string): Position {
  return positionFrom(input) ?? wrong(field, 'is no position');
}

function children(item: Item): Body<'OrderForked'>['children'] {
  return listIn(item.children, 'event.children').map((input, index) => {
    const field = `event.children[${index}]`;
    const child = recordIn(input, field);
    return {
      orderId: textIn(child.orderId, `${field}.orderId`),
      branchId: textIn(child.branchId, `${field}.branchId`),
    };
  });
}

function workflow(item: Item): Workflow {
  const parsed = parseWorkflow(item.workflow, 'event.workflow');
  if (!parsed.ok) throw new ProblemError(parsed.problem[0] ?? problem('InvalidWorkflow'));
  return parsed.value;
}
