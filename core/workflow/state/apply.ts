import type { ControllerEvent, StampedEvent } from '../orders/events.ts';
import { applyAgentEvent } from './apply-agent-event.ts';
import { applyItemEvent } from './apply-item-event.ts';
import { applyOrderEvent } from './apply-order-event.ts';
import type { ControllerState } from './controller-state.ts';

/**
 * The state after one more event. Events come in the order of their ids, without gap.
 *
 * @throws Error where an event does not follow the state: then the journal is damaged, or from another program.
 */
export function apply(state: ControllerState, stamped: StampedEvent): ControllerState {
  if (stamped.id !== state.eventId + 1)
    throw new Error(`event ${stamped.id} does not follow event ${state.eventId}`);
  const next = { ...state, eventId: stamped.id, atMs: Math.max(state.atMs, stamped.atMs) };
  return applyEvent(next, stamped.event);
}

function applyEvent(state: ControllerState, event: ControllerEvent): ControllerState {
  switch (event.kind) {
    case 'ControllerStarted':
    case 'WorkflowDeployed':
    case 'WorkflowWithdrawn':
    case 'WorkflowVersionDropped':
      return applyItemEvent(state, event);
    case 'AgentRegistered':
    case 'AgentCoupled':
    case 'AgentLost':
    case 'AgentAbandoned':
      return applyAgentEvent(state, event);
    default:
      return applyOrderEvent(state, event);
  }
}
