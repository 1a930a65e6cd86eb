import { allOrders } from '@interlock/workflow';
import type { CockpitWorld } from './cockpit-world.ts';

/** Adds an order and lets its one step run to its end, with a line of output. @returns its id. */
export async function ranOrder(
  world: CockpitWorld,
  workflowPath: string,
  more: { readonly orderId?: string; readonly text?: string; readonly returnCode?: number } = {},
): Promise<string> {
  const { orderId = '#2026-06-01#T00000000001-ran', text = 'hello\n', returnCode = 0 } = more;
  const { controller } = world;
  controller.force({ kind: 'AddOrders', account: 'test/1', orders: [{ orderId, workflowPath }] });
  const stepId = startedStep(world, orderId);
  const agentAtMs = world.nowMs;
  controller.force({ kind: 'StepOutput', stepId, stream: 'stdout', offset: 0, text, agentAtMs });
  const outcome =
    returnCode === 0
      ? ({ kind: 'succeeded', returnCode } as const)
      : ({ kind: 'failed', returnCode } as const);
  controller.force({ kind: 'StepEnded', stepId, outcome, droppedBytes: 0, agentAtMs });
  advanceAll(world);
  await world.historySettled();
  return orderId;
}

/** Starts the step at which an order stands. @returns its id. */
export function startedStep(world: CockpitWorld, orderId: string): string {
  advanceAll(world);
  for (const order of allOrders(world.controller.state())) {
    if (order.id !== orderId || order.state.kind !== 'processing') continue;
    const { stepId } = order.state;
    world.controller.force({ kind: 'StepStarted', stepId, agentAtMs: world.nowMs });
    return stepId;
  }
  throw new Error(`The order ${orderId} runs no step.`);
}

/** Does all that is due by itself. */
export function advanceAll(world: CockpitWorld): void {
  for (let before = -1; before !== world.controller.state().eventId; ) {
    before = world.controller.state().eventId;
    world.controller.advance();
  }
}
