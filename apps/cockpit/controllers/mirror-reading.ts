import {
  type FolderPath,
  folderOf,
  type ObjectPath,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import {
  allOrders,
  allVersions,
  type DeployedWorkflow,
  findVersion,
  findWorkflow,
  folderOfOrder as folderOfOrderIn,
  instructionAt,
  type Order,
} from '@interlock/workflow';
import type { Mirror, RegisteredController } from './controller-gateway.ts';

/**
 * The state of a Controller, for answers. While it is not reached, the last known state is told with its moment;
 * of one that was never reached, nothing can be told.
 */
export function knownMirror(controller: RegisteredController): Result<Mirror> {
  const mirror = controller.mirror();
  if (mirror.reachable || mirror.eventId > 0) return succeed(mirror);
  return refuse(problem('ControllerUnreachable', mirror.reason));
}

/** The current version of a workflow, by its path or its name alone: the name decides, a wrong folder does not matter. */
export function currentWorkflow({ state }: Mirror, pathOrName: string): DeployedWorkflow | undefined {
  return findWorkflow(state, lastSegment(pathOrName));
}

/** One version of a workflow, by path or name. */
export function workflowVersion(
  { state }: Mirror,
  pathOrName: string,
  versionId: string,
): (DeployedWorkflow & { readonly isCurrent: boolean }) | undefined {
  const name = lastSegment(pathOrName);
  for (const deployed of allVersions(state))
    if (deployed.id.versionId === versionId && lastSegment(deployed.id.path) === name) return deployed;
  return undefined;
}

/** The folder of an order: that of its workflow now (semantics §5.1). */
export function folderOfOrder({ state }: Mirror, order: Order): FolderPath {
  return folderOfOrderIn(state, order);
}

/** The folder of a workflow, old versions included: that in which its current version stands. */
export function folderOfWorkflow(mirror: Mirror, { id }: DeployedWorkflow): FolderPath {
  // Paths in the state are canonical.
  return folderOf((currentWorkflow(mirror, id.path)?.id.path ?? id.path) as ObjectPath);
}

/** Where an order stands in its workflow. */
export interface OrderPlace {
  /** The label of the instruction. */
  readonly label?: string;
  /** Whether it stands at a job whose slots are all taken. */
  readonly isJobFull: boolean;
}

/** Tells where orders stand; the steps that run are counted once, for as many orders as are asked for. */
export function orderPlaces({ state }: Mirror): (order: Order) => OrderPlace {
  const running = new Map<string, number>();
  for (const order of allOrders(state)) {
    if (order.state.kind !== 'processing') continue;
    const key = jobKey(order, order.state.jobName);
    running.set(key, (running.get(key) ?? 0) + 1);
  }
  return (order) => {
    const workflow = findVersion(state, order.workflow)?.workflow;
    const instruction = workflow === undefined ? undefined : instructionAt(workflow, order.position);
    if (workflow === undefined || instruction === undefined || instruction === 'end')
      return { isJobFull: false };
    const jobName = instruction.TYPE === 'Execute.Named' ? instruction.jobName : undefined;
    const slots = jobName === undefined ? undefined : (workflow.jobs[jobName]?.parallelism ?? 1);
    const isJobFull =
      jobName !== undefined && slots !== undefined && (running.get(jobKey(order, jobName)) ?? 0) >= slots;
    return { isJobFull, ...(instruction.label === undefined ? {} : { label: instruction.label }) };
  };
}

function jobKey({ workflow }: Order, jobName: string): string {
  return `${workflow.path}\n${workflow.versionId}\n${jobName}`;
}

/** What a path or a name is found by: its last segment. */
export function lastSegment(pathOrName: string): string {
  return pathOrName.slice(pathOrName.lastIndexOf('/') + 1);
}
