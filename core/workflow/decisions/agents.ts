import { objectName, type Problem, problem } from '@interlock/base';
import type { AbandonAgent, RegisterAgent } from '../orders/commands.ts';
import { get } from '../state/sorted-map.ts';
import { stepsAt } from '../state/steps-at.ts';
import { type Draft, emit } from './decision.ts';

/** Makes an Agent known, or gives it another address. */
export function registerAgent(
  draft: Draft,
  { agentId, address, account }: RegisterAgent,
): readonly Problem[] {
  const name = objectName(agentId, 'agentId');
  if (!name.ok) return [name.problem];
  if (address.length > 262 || !/^[^\s:]+:[0-9]{1,5}$|^\[[0-9A-Fa-f:.]+\]:[0-9]{1,5}$/.test(address))
    return [problem('InvalidInput', 'The address of an Agent has to be host:port.', { field: 'address' })];
  if (get(draft.state.agents, agentId)?.address !== address)
    emit(draft, { kind: 'AgentRegistered', agentId, address, account });
  return [];
}

/** Gives up an Agent: its steps are lost, and none of them is run again, whatever its job says. */
export function abandonAgent(draft: Draft, { agentId, account }: AbandonAgent): readonly Problem[] {
  if (get(draft.state.agents, agentId) === undefined) return [unknownAgent(agentId, 'agentId')];
  const steps = stepsAt(draft.state, agentId);
  emit(draft, { kind: 'AgentAbandoned', agentId, account });
  for (const { orderId, stepId } of steps) {
    const message = `The Agent ${agentId} was abandoned; nobody knows what became of the step.`;
    const outcome = { kind: 'lost', uncatchable: true, message } as const;
    const agentAtMs = draft.context.nowMs;
    emit(draft, { kind: 'OrderStepEnded', orderId, stepId, outcome, droppedBytes: 0, agentAtMs });
  }
  return [];
}

/** The problem of an Agent that nobody has registered. */
export function unknownAgent(agentId: string, field: string): Problem {
  return problem('UnknownAgent', `There is no Agent ${JSON.stringify(agentId.slice(0, 255))}.`, { field });
}
