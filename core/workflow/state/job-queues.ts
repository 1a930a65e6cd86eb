import type { WorkflowId } from '../format/position.ts';
import type { OrderId } from '../orders/order.ts';
import { type ControllerState, type JobQueue, workflowKey } from './controller-state.ts';
import { emptyMap, entries, get, remove, set, sizeOf } from './sorted-map.ts';

/** A job of a workflow version, as a place where orders wait or run. */
export interface JobPlace {
  readonly jobKey: string;
  readonly workflow: WorkflowId;
  readonly jobName: string;
}

/** The state with an order at the end of a job's queue. */
export function joinQueue(
  state: ControllerState,
  place: JobPlace & { readonly key: string },
  orderId: OrderId,
) {
  const job = queueOf(state, place);
  return putQueue(state, place.jobKey, { ...job, queue: set(job.queue, place.key, orderId) });
}

/** The state without an order in a job's queue. */
export function leaveQueue(state: ControllerState, place: JobPlace & { readonly key: string }) {
  const job = queueOf(state, place);
  return putQueue(state, place.jobKey, { ...job, queue: remove(job.queue, place.key) });
}

/** The state with a running step. */
export function startStep(
  state: ControllerState,
  place: JobPlace & { readonly stepId: string },
  orderId: OrderId,
) {
  const job = queueOf(state, place);
  const running = putQueue(state, place.jobKey, { ...job, runningCount: job.runningCount + 1 });
  const { waiting } = running;
  return { ...running, waiting: { ...waiting, steps: set(waiting.steps, place.stepId, orderId) } };
}

/** The state without a running step. */
export function stopStep(state: ControllerState, place: JobPlace & { readonly stepId: string }) {
  const job = queueOf(state, place);
  const stopped = putQueue(state, place.jobKey, { ...job, runningCount: job.runningCount - 1 });
  const { waiting } = stopped;
  return { ...stopped, waiting: { ...waiting, steps: remove(waiting.steps, place.stepId) } };
}

/** The state in which the jobs of an Agent are startable or not, as the Agent is coupled or not. */
export function noteCoupling(state: ControllerState, agentId: string): ControllerState {
  let noted = state;
  for (const [key, job] of entries(state.waiting.jobs)) {
    if (job.agentId === agentId) noted = noteStartable(noted, key, job);
  }
  return noted;
}

function queueOf(state: ControllerState, { jobKey, workflow, jobName }: JobPlace): JobQueue {
  const known = get(state.waiting.jobs, jobKey);
  if (known !== undefined) return known;
  const job = get(state.workflows, workflowKey(workflow))?.workflow.jobs[jobName];
  if (job === undefined) throw new Error(`the workflow ${workflow.path} has no job ${jobName}`);
  const { agentName: agentId, parallelism = 1 } = job;
  return { workflow, jobName, agentId, parallelism, runningCount: 0, queue: emptyMap() };
}

function putQueue(state: ControllerState, key: string, job: JobQueue): ControllerState {
  const isIdle = job.runningCount === 0 && sizeOf(job.queue) === 0;
  const jobs = isIdle ? remove(state.waiting.jobs, key) : set(state.waiting.jobs, key, job);
  return noteStartable({ ...state, waiting: { ...state.waiting, jobs } }, key, job);
}

function noteStartable(state: ControllerState, key: string, job: JobQueue): ControllerState {
  const { startable } = state.waiting;
  const isStartable =
    job.runningCount < job.parallelism &&
    sizeOf(job.queue) > 0 &&
    get(state.agents, job.agentId)?.isCoupled === true;
  if (isStartable === (get(startable, key) === true)) return state;
  const noted = isStartable ? set(startable, key, true as const) : remove(startable, key);
  return { ...state, waiting: { ...state.waiting, startable: noted } };
}
