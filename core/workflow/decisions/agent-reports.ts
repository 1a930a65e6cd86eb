import { canonicalJson, type Problem, problem } from '@interlock/base';
import { namedValuesFault } from '../format/parse-value.ts';
import type { AgentReport } from '../orders/commands.ts';
import { orderValuesLengthMax } from '../orders/limits.ts';
import type { Order, OrderState } from '../orders/order.ts';
import type { Outcome } from '../orders/outcome.ts';
import { get } from '../state/sorted-map.ts';
import { stepsAt } from '../state/steps-at.ts';
import { unknownAgent } from './agents.ts';
import { type Draft, emit } from './decision.ts';

type Report<Kind extends AgentReport['kind']> = Extract<AgentReport, { kind: Kind }>;

/**
 * An Agent is there. One that comes with another journal knows nothing of the steps that it was given: unknown is
 * blocked, until a person abandons the Agent.
 */
export function agentCoupled(
  draft: Draft,
  { agentId, journalId }: Report<'AgentCoupled'>,
): readonly Problem[] {
  const agent = get(draft.state.agents, agentId);
  if (agent === undefined) return [unknownAgent(agentId, 'agentId')];
  if (
    agent.journalId !== undefined &&
    agent.journalId !== journalId &&
    stepsAt(draft.state, agentId).length > 0
  ) {
    const message = `The Agent ${agentId} has another journal than the one that holds its running steps; abandon it to give them up.`;
    return [problem('AgentUnreachable', message, { field: 'journalId' })];
  }
  if (!agent.isCoupled || agent.journalId !== journalId)
    emit(draft, { kind: 'AgentCoupled', agentId, journalId });
  return [];
}

/** The connection to an Agent is gone. */
export function agentLost(draft: Draft, { agentId, message }: Report<'AgentLost'>): readonly Problem[] {
  if (get(draft.state.agents, agentId)?.isCoupled === true)
    emit(draft, { kind: 'AgentLost', agentId, ...(message === undefined ? {} : { message }) });
  return [];
}

/** The process of a step runs. */
export function stepStarted(draft: Draft, { kind: _, ...report }: Report<'StepStarted'>): readonly Problem[] {
  const found = findStep(draft, report.stepId);
  if (found !== undefined && found.step.startedAtMs === undefined)
    emit(draft, { kind: 'OrderStepStarted', orderId: found.order.id, ...report });
  return [];
}

/** A step wrote something. */
export function stepOutput(draft: Draft, { kind: _, ...report }: Report<'StepOutput'>): readonly Problem[] {
  const found = findStep(draft, report.stepId);
  if (found !== undefined) emit(draft, { kind: 'OrderOutputWritten', orderId: found.order.id, ...report });
  return [];
}

/** A step is over. Return values that no order can hold make a step fail that has succeeded. */
export function stepEnded(draft: Draft, { kind: _, ...report }: Report<'StepEnded'>): readonly Problem[] {
  const found = findStep(draft, report.stepId);
  if (found === undefined) return [];
  const { order } = found;
  emit(draft, {
    kind: 'OrderStepEnded',
    orderId: order.id,
    ...report,
    outcome: fitting(order, report.outcome),
  });
  return [];
}

function findStep(
  draft: Draft,
  stepId: string,
): { order: Order; step: Extract<OrderState, { kind: 'processing' }> } | undefined {
  const orderId = get(draft.state.waiting.steps, stepId);
  const order = orderId === undefined ? undefined : get(draft.state.orders, orderId);
  return order?.state.kind === 'processing' ? { order, step: order.state } : undefined;
}

function fitting(order: Order, { values, ...outcome }: Outcome): Outcome {
  if (values === undefined || Object.keys(values).length === 0) return outcome;
  const fault = namedValuesFault(values, 'the return value');
  if (fault !== undefined) return refusedValues(outcome, `${fault.field} ${fault.fault}`);
  const length = canonicalJson({ ...order.variables, ...values }).length;
  if (length > orderValuesLengthMax)
    return refusedValues(
      outcome,
      `the variables of the order would be longer than ${orderValuesLengthMax} characters`,
    );
  return { ...outcome, values };
}

function refusedValues(outcome: Outcome, why: string): Outcome {
  const message = `The return values are refused: ${why}.`;
  return outcome.kind === 'succeeded' ? { ...outcome, kind: 'failed', message } : outcome;
}
