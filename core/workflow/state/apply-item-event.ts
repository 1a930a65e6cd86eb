import { nameOf, type ObjectPath } from '@interlock/base';
import type { ItemEvent } from '../orders/events.ts';
import { uncoupled } from './apply-agent-event.ts';
import { type ControllerState, workflowKey } from './controller-state.ts';
import { noteDroppable } from './order-index.ts';
import { get, keys, remove, set } from './sorted-map.ts';

/** The state after an event of the Controller itself or of what is deployed. */
export function applyItemEvent(state: ControllerState, event: ItemEvent): ControllerState {
  switch (event.kind) {
    case 'ControllerStarted':
      return [...keys(state.agents)].reduce(uncoupled, { ...state, controllerId: event.controllerId });
    case 'WorkflowDeployed':
      return deployed(state, event);
    case 'WorkflowWithdrawn':
      return withdrawn(state, event.path);
    case 'WorkflowVersionDropped': {
      const workflows = remove(state.workflows, workflowKey(event));
      return noteDroppable({ ...state, workflows }, workflowKey(event));
    }
  }
}

function deployed(
  state: ControllerState,
  { path, versionId, workflow }: Extract<ItemEvent, { kind: 'WorkflowDeployed' }>,
): ControllerState {
  const id = { path, versionId };
  const name = nameOf(path as ObjectPath);
  const before = get(state.current, name);
  const orderCount = get(state.workflows, workflowKey(id))?.orderCount ?? 0;
  const entry = { id, workflow, deployedAtMs: state.atMs, orderCount };
  const workflows = set(state.workflows, workflowKey(id), entry);
  const next = { ...state, workflows, current: set(state.current, name, id) };
  const noted = noteDroppable(next, workflowKey(id));
  return before === undefined ? noted : noteDroppable(noted, workflowKey(before));
}

function withdrawn(state: ControllerState, path: string): ControllerState {
  const name = nameOf(path as ObjectPath);
  const before = get(state.current, name);
  if (before === undefined) throw new Error(`the workflow ${path} is not deployed`);
  return noteDroppable({ ...state, current: remove(state.current, name) }, workflowKey(before));
}
