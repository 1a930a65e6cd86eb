import type { AgentStateEvent } from '../orders/events.ts';
import type { ControllerState } from './controller-state.ts';
import { noteCoupling } from './job-queues.ts';
import type { AgentState } from './snapshot.ts';
import { get, set } from './sorted-map.ts';

/** The state after an event of an Agent's own. */
export function applyAgentEvent(state: ControllerState, event: AgentStateEvent): ControllerState {
  const { agentId } = event;
  switch (event.kind) {
    case 'AgentRegistered': {
      const known = get(state.agents, agentId) ?? { agentId, isCoupled: false };
      return withAgent(state, { ...known, address: event.address });
    }
    case 'AgentCoupled':
      return withAgent(state, { ...agentOf(state, agentId), isCoupled: true, journalId: event.journalId });
    case 'AgentLost':
      return uncoupled(state, agentId);
    case 'AgentAbandoned':
      return withAgent(state, { agentId, address: agentOf(state, agentId).address, isCoupled: false });
  }
}

/** The state in which an Agent is not coupled. */
export function uncoupled(state: ControllerState, agentId: string): ControllerState {
  const agent = agentOf(state, agentId);
  return agent.isCoupled ? withAgent(state, { ...agent, isCoupled: false }) : state;
}

function withAgent(state: ControllerState, agent: AgentState): ControllerState {
  return noteCoupling({ ...state, agents: set(state.agents, agent.agentId, agent) }, agent.agentId);
}

function agentOf(state: ControllerState, agentId: string): AgentState {
  const agent = get(state.agents, agentId);
  if (agent === undefined) throw new Error(`the Agent ${agentId} is not registered`);
  return agent;
}
