import {
  nameOf,
  type ObjectPath,
  ProblemError,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import { parseWorkflow } from '../format/parse-workflow.ts';
import { terminatedMax } from '../orders/limits.ts';
import { noteTerminated } from './apply-order-end.ts';
import { type ControllerState, initialState, workflowKey } from './controller-state.ts';
import { noteDroppable, putOrder } from './order-index.ts';
import { readOrder, readTerminated } from './read-order.ts';
import { flagIn, listIn, memberIn, recordIn, textIn, timeIn, wrong } from './read-snapshot.ts';
import { get, keys, set } from './sorted-map.ts';

/**
 * Makes the state of a snapshot, in whatever form it was kept. Every part is checked: of a damaged one, or one of
 * another form, nothing is made, and the problem (`InvalidInput`) names the field.
 */
export function restoreState(input: unknown): Result<ControllerState> {
  try {
    return succeed(readState(input));
  } catch (error) {
    if (error instanceof ProblemError) return refuse(error.problem);
    throw error;
  }
}

function readState(input: unknown): ControllerState {
  const snapshot = recordIn(input, 'snapshot');
  if (snapshot.format !== 1) wrong('snapshot.format', 'is not 1');
  const controllerId = memberIn(snapshot, 'controllerId', 'snapshot', textIn);
  let state: ControllerState = {
    ...initialState,
    eventId: timeIn(snapshot.eventId, 'snapshot.eventId'),
    atMs: timeIn(snapshot.atMs, 'snapshot.atMs'),
    ...(controllerId === undefined ? {} : { controllerId }),
  };
  for (const [index, item] of listIn(snapshot.workflows, 'workflows').entries())
    state = withWorkflow(state, item, `workflows[${index}]`);
  for (const [index, item] of listIn(snapshot.agents, 'agents').entries())
    state = withAgent(state, item, `agents[${index}]`);
  return withOrders(state, snapshot);
}

function withOrders(before: ControllerState, snapshot: Readonly<Record<string, unknown>>): ControllerState {
  let state = before;
  for (const [index, item] of listIn(snapshot.orders, 'orders').entries()) {
    const order = readOrder(state, item, `orders[${index}]`);
    if (get(state.orders, order.id) !== undefined) wrong(`orders[${index}].id`, 'comes twice');
    state = putOrder(state, order);
  }
  checkFamilies(state);
  const terminated = listIn(snapshot.terminated, 'terminated');
  if (terminated.length > 2 * terminatedMax) wrong('terminated', 'is too long');
  for (const [index, item] of terminated.entries())
    state = noteTerminated(state, readTerminated(item, `terminated[${index}]`));
  return [...keys(state.workflows)].reduce(noteDroppable, state);
}

function withWorkflow(state: ControllerState, input: unknown, field: string): ControllerState {
  const item = recordIn(input, field);
  const id = {
    path: textIn(item.path, `${field}.path`),
    versionId: textIn(item.versionId, `${field}.versionId`),
  };
  const parsed = parseWorkflow(item.workflow, `${field}.workflow`);
  if (!parsed.ok) throw new ProblemError(parsed.problem[0] ?? problem('InvalidWorkflow'));
  const deployedAtMs = timeIn(item.deployedAtMs, `${field}.deployedAtMs`);
  const entry = { id, workflow: parsed.value, deployedAtMs, orderCount: 0 };
  const workflows = set(state.workflows, workflowKey(id), entry);
  if (!flagIn(item.isCurrent, `${field}.isCurrent`)) return { ...state, workflows };
  const name = nameOf(id.path as ObjectPath);
  if (get(state.current, name) !== undefined) wrong(field, 'is a second current version of its name');
  return { ...state, workflows, current: set(state.current, name, id) };
}

function withAgent(state: ControllerState, input: unknown, field: string): ControllerState {
  const item = recordIn(input, field);
  const agentId = textIn(item.agentId, `${field}.agentId`);
  const journalId = memberIn(item, 'journalId', field, textIn);
  const agent = {
    agentId,
    address: textIn(item.address, `${field}.address`),
    isCoupled: flagIn(item.isCoupled, `${field}.isCoupled`),
    ...(journalId === undefined ? {} : { journalId }),
  };
  return { ...state, agents: set(state.agents, agentId, agent) };
}

/** Each child has its parent, each parent its children, and counts those still on their way. */
function checkFamilies(state: ControllerState): void {
  for (const id of keys(state.orders)) {
    const order = get(state.orders, id);
    if (order?.parentId !== undefined) {
      const parent = get(state.orders, order.parentId);
      if (parent?.state.kind !== 'forked' || !parent.state.childIds.includes(id)) wrong(id, 'has no parent');
    }
    if (order?.state.kind !== 'forked') continue;
    const children = order.state.childIds.map((childId) => get(state.orders, childId)?.state.kind);
    const open = children.filter(
      (kind) => kind !== 'awaitingJoin' && kind !== 'failedInFork' && kind !== 'cancelled',
    );
    if (children.includes(undefined) || open.length !== order.state.openCount)
      wrong(id, 'does not fit its children');
  }
}
