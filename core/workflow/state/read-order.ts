import { given } from '../format/given.ts';
import { instructionAt } from '../format/instruction-at.ts';
import { namedValuesFault } from '../format/parse-value.ts';
import { type Position, positionFrom, type WorkflowId } from '../format/position.ts';
import type { NamedValues } from '../format/value.ts';
import type { Workflow } from '../format/workflow.ts';
import type { Order, OrderMark, OrderState, TerminatedOrder } from '../orders/order.ts';
import type { Failure, Outcome } from '../orders/outcome.ts';
import { jobAt } from '../reads/step-to-start.ts';
import { type ControllerState, workflowKey } from './controller-state.ts';
import { flagIn, listIn, memberIn, oneOfIn, recordIn, textIn, timeIn, wrong } from './read-snapshot.ts';
import { get } from './sorted-map.ts';

/** Reads an order of a snapshot. @throws ProblemError where it is none, or does not fit its workflow. */
export function readOrder(state: ControllerState, input: unknown, field: string): Order {
  const item = recordIn(input, field);
  const workflow = workflowIdIn(item.workflow, `${field}.workflow`);
  const definition = get(state.workflows, workflowKey(workflow))?.workflow;
  if (definition === undefined) return wrong(`${field}.workflow`, 'is not deployed');
  const position = positionIn(item.position, `${field}.position`, definition);
  const maybe = <T>(name: string, read: (value: unknown, at: string) => T) =>
    memberIn(item, name, field, read);
  return given({
    id: textIn(item.id, `${field}.id`),
    workflow,
    position,
    state: stateIn(item.state, `${field}.state`, definition, position),
    isSuspended: flagIn(item.isSuspended, `${field}.isSuspended`),
    mark: maybe('mark', markIn),
    arguments: valuesIn(item.arguments, `${field}.arguments`),
    variables: valuesIn(item.variables, `${field}.variables`),
    outcome: maybe('outcome', outcomeIn),
    caught: maybe('caught', failureIn),
    scheduledForMs: maybe('scheduledForMs', timeIn),
    addedAtMs: timeIn(item.addedAtMs, `${field}.addedAtMs`),
    startedAtMs: maybe('startedAtMs', timeIn),
    account: textIn(item.account, `${field}.account`),
    contentDigest: maybe('contentDigest', textIn),
    parentId: maybe('parentId', textIn),
    sinceEventId: timeIn(item.sinceEventId, `${field}.sinceEventId`),
    sinceMs: timeIn(item.sinceMs, `${field}.sinceMs`),
    movesInARow: timeIn(item.movesInARow, `${field}.movesInARow`),
  }) as Order;
}

/** Reads an ended order of a snapshot. @throws ProblemError where it is none. */
export function readTerminated(input: unknown, field: string): TerminatedOrder {
  const item = recordIn(input, field);
  return given({
    id: textIn(item.id, `${field}.id`),
    workflow: workflowIdIn(item.workflow, `${field}.workflow`),
    end: oneOfIn(item.end, `${field}.end`, ['finished', 'cancelled']),
    unsuccessful: memberIn(item, 'unsuccessful', field, flagIn),
    contentDigest: textIn(item.contentDigest, `${field}.contentDigest`),
    endedAtMs: timeIn(item.endedAtMs, `${field}.endedAtMs`),
  }) as TerminatedOrder;
}

/** The id of a version of a workflow. */
export function workflowIdIn(input: unknown, field: string): WorkflowId {
  const item = recordIn(input, field);
  return {
    path: textIn(item.path, `${field}.path`),
    versionId: textIn(item.versionId, `${field}.versionId`),
  };
}

function positionIn(input: unknown, field: string, workflow: Workflow): Position {
  const position = positionFrom(input);
  if (position === undefined || instructionAt(workflow, position) === undefined)
    return wrong(field, 'is no position of the workflow');
  return position;
}

function stateIn(input: unknown, field: string, workflow: Workflow, position: Position): OrderState {
  const item = recordIn(input, field);
  const kind = oneOfIn(item.kind, `${field}.kind`, stateKinds);
  switch (kind) {
    case 'processing':
      return processingIn(item, field, workflow, position);
    case 'delayingRetry':
      return { kind, untilMs: timeIn(item.untilMs, `${field}.untilMs`) };
    case 'forked': {
      const childIds = listIn(item.childIds, `${field}.childIds`).map((id) =>
        textIn(id, `${field}.childIds`),
      );
      return { kind, childIds, openCount: timeIn(item.openCount, `${field}.openCount`) };
    }
    case 'broken':
      return { kind, message: textIn(item.message, `${field}.message`) };
    default:
      return { kind };
  }
}

const stateKinds = [
  'fresh',
  'ready',
  'processing',
  'processed',
  'delayingRetry',
  'forked',
  'awaitingJoin',
  'failed',
  'failedInFork',
  'cancelled',
  'broken',
] as const;

function processingIn(
  item: Readonly<Record<string, unknown>>,
  field: string,
  workflow: Workflow,
  position: Position,
): OrderState {
  const job = jobAt(workflow, position);
  if (job === undefined || job.instruction.jobName !== item.jobName)
    return wrong(`${field}.jobName`, 'is not the job there');
  return given({
    kind: 'processing',
    stepId: textIn(item.stepId, `${field}.stepId`),
    agentId: textIn(item.agentId, `${field}.agentId`),
    jobName: job.instruction.jobName,
    startingAtMs: timeIn(item.startingAtMs, `${field}.startingAtMs`),
    startedAtMs: memberIn(item, 'startedAtMs', field, timeIn),
  }) as OrderState;
}

function markIn(input: unknown, field: string): OrderMark {
  const item = recordIn(input, field);
  return {
    kind: oneOfIn(item.kind, `${field}.kind`, ['cancelling', 'suspending']),
    treatment: oneOfIn(item.treatment, `${field}.treatment`, ['afterStep', 'kill', 'killAtOnce']),
    account: textIn(item.account, `${field}.account`),
  };
}

/** Named values. */
export function valuesIn(input: unknown, field: string): NamedValues {
  const item = recordIn(input, field);
  const fault = namedValuesFault(item, field);
  return fault === undefined ? (item as NamedValues) : wrong(fault.field, fault.fault);
}

/** How something came out. */
export function outcomeIn(input: unknown, field: string): Outcome {
  const item = recordIn(input, field);
  if (item.kind !== 'succeeded') return failureIn(input, field);
  return given({
    kind: 'succeeded',
    returnCode: memberIn(item, 'returnCode', field, wholeIn),
    values: memberIn(item, 'values', field, valuesIn),
  }) as Outcome;
}

/** How something came out that is no success. */
export function failureIn(input: unknown, field: string): Failure {
  const item = recordIn(input, field);
  return given({
    kind: oneOfIn(item.kind, `${field}.kind`, ['failed', 'timedOut', 'killed', 'lost']),
    message: memberIn(item, 'message', field, String),
    returnCode: memberIn(item, 'returnCode', field, wholeIn),
    signal: memberIn(item, 'signal', field, textIn),
    values: memberIn(item, 'values', field, valuesIn),
    uncatchable: memberIn(item, 'uncatchable', field, flagIn),
  }) as Failure;
}

function wholeIn(input: unknown, field: string): number {
  return Number.isSafeInteger(input) ? (input as number) : wrong(field, 'is no whole number');
}
