import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { AgentConnection, StampedAgentEvent } from '@interlock/node-api';
import { type AgentReport, type ControllerState, findOrderOfStep } from '@interlock/workflow';
import type { Intent } from '../engine/engine.ts';
import type { ConversationOptions } from './agent-conversation.ts';
import { agentReport } from './agent-report.ts';

/**
 * Takes over events of an Agent: what they mean and how far they reach become durable together, and are acknowledged
 * after that. Events that were taken over before are passed over; a gap ends the connection.
 */
export async function takeOver(
  connection: AgentConnection,
  events: readonly StampedAgentEvent[],
  journalId: string,
  options: ConversationOptions,
): Promise<void> {
  const { agentId, engine, log } = options;
  const done = await engine.execute((state) => {
    const eventId = engine.agentCursor(agentId)?.eventId ?? 0;
    const unknown = events.filter((event) => event.id > eventId);
    return intentOf(unknown, { agentId, journalId, eventId }, state);
  });
  const last = events.at(-1)?.id ?? 0;
  if (done.ok) await connection.send({ kind: 'ack', eventId: last });
  else {
    log.error('events of the Agent can not be taken over', { agentId, problem: done.problem });
    connection.close(done.problem.message);
  }
}

function intentOf(
  events: readonly StampedAgentEvent[],
  cursor: { readonly agentId: string; readonly journalId: string; readonly eventId: number },
  state: ControllerState,
): Result<Intent> {
  const isGapless = events.every((event, at) => event.id === cursor.eventId + at + 1);
  if (!isGapless) return refuse(problem('InvalidInput', `The events after ${cursor.eventId} have a gap.`));
  const eventId = events.at(-1)?.id;
  if (eventId === undefined) return succeed({ commands: [] });
  const commands = events
    .filter((event) => isOwn(event, cursor.agentId, state))
    .map(agentReport)
    .filter((report): report is AgentReport => report !== undefined);
  return succeed({ commands, agentCursor: { ...cursor, eventId } });
}

// An Agent speaks of its own steps alone, whatever it says (semantics §4.1). What it says of steps that nobody knows
// any more means nothing.
function isOwn({ event }: StampedAgentEvent, agentId: string, state: ControllerState): boolean {
  const order = findOrderOfStep(state, event.stepId);
  return order?.state.kind === 'processing' && order.state.agentId === agentId;
}
