import { problem, type Result, refuse, succeed } from '@interlock/base';
import { evaluateSource } from '../expression/evaluate-source.ts';
import { printValue } from '../expression/text-of.ts';
import { instructionAt } from '../format/instruction-at.ts';
import { graceTimeoutSecondsDefault } from '../format/limits.ts';
import { type Position, printPosition } from '../format/position.ts';
import { utf8Length } from '../format/utf8-length.ts';
import type { ExecuteInstruction, Job, Workflow } from '../format/workflow.ts';
import { environmentBytesMax, environmentValueBytesMax } from '../orders/limits.ts';
import type { Order, OrderId } from '../orders/order.ts';
import { type ControllerState, workflowKey } from '../state/controller-state.ts';
import { get } from '../state/sorted-map.ts';
import { scopeOf } from './scope-of.ts';

/** All that an Agent needs to run a step. */
export interface StepToStart {
  readonly stepId: string;
  readonly orderId: OrderId;
  readonly agentId: string;
  readonly jobName: string;
  readonly label: string;
  readonly workflowPath: string;
  readonly versionId: string;
  /** As text, such as `1/then:0`. */
  readonly position: string;
  readonly script: string;
  /** The job's own variables, evaluated. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absent: none. */
  readonly timeoutSeconds?: number;
  readonly graceTimeoutSeconds: number;
  /** For whom it runs: who added the order. */
  readonly account: string;
}

/** An instruction that runs a job, with the job. */
export interface JobInPlace {
  readonly instruction: ExecuteInstruction;
  readonly job: Job;
}

/** The job at a position; undefined where there is none. */
export function jobAt(workflow: Workflow, position: Position): JobInPlace | undefined {
  const instruction = instructionAt(workflow, position);
  if (instruction === undefined || instruction === 'end' || instruction.TYPE !== 'Execute.Named')
    return undefined;
  const job = workflow.jobs[instruction.jobName];
  return job && { instruction, job };
}

/** The environment of a step, or why it has none. It is the same at every call until the step has ended. */
export function stepEnvironment(
  state: ControllerState,
  order: Order,
  { instruction, job }: JobInPlace,
): Result<Readonly<Record<string, string>>> {
  const scope = scopeOf(state, order, instruction, [instruction.defaultArguments, job.defaultArguments]);
  const environment: [string, string][] = [];
  let byteCount = 0;
  for (const [name, source] of Object.entries(job.executable.env ?? {})) {
    const value = evaluateSource(source, scope);
    if (!value.ok) return refused(name, `has no value: ${value.problem.message.replace(/\.$/, '')}`);
    const text = printValue(value.value);
    const length = utf8Length(text);
    byteCount += name.length + length + 2;
    if (text.includes('\0')) return refused(name, 'would hold a NUL');
    if (length > environmentValueBytesMax)
      return refused(name, `would be longer than ${environmentValueBytesMax} bytes`);
    if (byteCount > environmentBytesMax)
      return refused(name, `would make it longer than ${environmentBytesMax} bytes`);
    environment.push([name, text]);
  }
  return succeed(Object.fromEntries(environment));
}

function refused(name: string, fault: string): Result<never> {
  return refuse(
    problem('InvalidExpression', `The environment variable ${name} ${fault}.`, { field: `env.${name}` }),
  );
}

/**
 * The step that an order is processing, as its Agent gets it; the same at every call, so that it can be sent again until
 * the Agent has it. Undefined where the order has no step.
 */
export function stepToStart(state: ControllerState, orderId: OrderId): StepToStart | undefined {
  const order = get(state.orders, orderId);
  if (order?.state.kind !== 'processing') return undefined;
  const workflow = get(state.workflows, workflowKey(order.workflow))?.workflow;
  const found = workflow && jobAt(workflow, order.position);
  const environment = found && stepEnvironment(state, order, found);
  if (found === undefined || !environment?.ok)
    throw new Error(`the step of the order ${orderId} can not be made again`);
  const { stepId, agentId, jobName } = order.state;
  const { timeout, graceTimeout = graceTimeoutSecondsDefault, executable } = found.job;
  return {
    stepId,
    orderId,
    agentId,
    jobName,
    label: found.instruction.label,
    workflowPath: order.workflow.path,
    versionId: order.workflow.versionId,
    position: printPosition(order.position),
    script: executable.script,
    environment: environment.value,
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout }),
    graceTimeoutSeconds: graceTimeout,
    account: order.account,
  };
}
