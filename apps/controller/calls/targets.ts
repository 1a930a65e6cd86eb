import type { AuditTarget } from '@interlock/audit';
import { type FolderPath, folderOf, nameOf, type ObjectPath, type Problem, problem } from '@interlock/base';
import type { Caller } from '@interlock/node-api';
import { type ControllerState, findOrder, findWorkflow, folderOfOrder } from '@interlock/workflow';

/** A target with the folder that the caller's folders must cover. */
export interface FolderTarget extends AuditTarget {
  readonly folder: FolderPath;
}

/** An order as a target: it stands in the folder of its workflow (semantics §5.1). */
export function orderTarget(controllerId: string, orderId: string, folder: FolderPath): FolderTarget {
  return { kind: 'order', id: orderId, controllerId, folder };
}

/** A workflow as a target. */
export function workflowTarget(controllerId: string, path: string): FolderTarget {
  return { kind: 'workflow', id: path, controllerId, folder: folderOf(path as ObjectPath) };
}

/**
 * Where the workflow of this name stands now: names are unique, so one that is deployed in another folder has moved.
 * The path itself where there is none.
 */
export function currentPathOf(state: ControllerState, path: string): ObjectPath {
  return (findWorkflow(state, nameOf(path as ObjectPath))?.id.path ?? path) as ObjectPath;
}

/** The orders that exist, as targets. Those that don't are the decision's to refuse. */
export function orderTargets(
  state: ControllerState,
  orderIds: readonly string[],
  controllerId: string,
): readonly FolderTarget[] {
  return orderIds.flatMap((orderId) => {
    const order = findOrder(state, orderId);
    return order === undefined ? [] : [orderTarget(controllerId, orderId, folderOfOrder(state, order))];
  });
}

/** The refusal of the first target that the caller's folders don't cover; a bulk call is refused whole (semantics §5.8). */
export function firstUncovered(
  caller: Caller,
  targets: readonly FolderTarget[],
  fieldOf?: (at: number) => string,
): Problem | undefined {
  const at = targets.findIndex((target) => !caller.covers(target.folder));
  const target = targets[at];
  if (target === undefined) return undefined;
  const message = `The folders of the token do not cover the ${target.kind} ${target.id}.`;
  return problem('PermissionDenied', message, fieldOf === undefined ? {} : { field: fieldOf(at) });
}
