import { base64url } from '@interlock/base';
import type { OrderEvent } from '../orders/events.ts';
import type { Order } from '../orders/order.ts';
import { jobAt, stepEnvironment } from '../reads/step-to-start.ts';
import { workflowKey } from '../state/controller-state.ts';
import { get } from '../state/sorted-map.ts';
import type { Draft } from './decision.ts';
import { failureEvent } from './failure-event.ts';

/** Starts the step of the order at the head of a queue, or fails it where its environment has no value. */
export function startStep({ state, context }: Draft, order: Order): OrderEvent {
  const { id: orderId, position } = order;
  const workflow = get(state.workflows, workflowKey(order.workflow))?.workflow;
  const found = workflow && jobAt(workflow, position);
  if (workflow === undefined || found === undefined) throw new Error(`the order ${orderId} is at no job`);
  const environment = stepEnvironment(state, order, found);
  if (!environment.ok) {
    const message = `The step can not be started: ${environment.problem.message}`;
    return failureEvent(workflow, order, { kind: 'failed', message });
  }
  const { jobName, label } = found.instruction;
  const stepId = base64url(context.randomBytes(16));
  return {
    kind: 'OrderStepStarting',
    orderId,
    stepId,
    agentId: found.job.agentName,
    jobName,
    label,
    position,
  };
}
