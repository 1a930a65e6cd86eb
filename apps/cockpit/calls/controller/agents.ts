import { succeed } from '@interlock/base';
import { allAgents, allOrders } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import { knownMirror } from '../../controllers/mirror-reading.ts';
import { agentAnswer } from '../../mapping/agent.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import type { Handler } from '../call-handler.ts';

/** The Agents of a Controller, how they are coupled, and how many steps run there. */
export function listAgents(ports: CallPorts): Handler<'agents'> {
  return async ({ caller, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const { controllerId } = controller.value;
    const mirror = knownMirror(controller.value);
    if (!mirror.ok) return mirror;
    const running = new Map<string, number>();
    for (const { state } of allOrders(mirror.value.state))
      if (state.kind === 'processing') running.set(state.agentId, (running.get(state.agentId) ?? 0) + 1);
    const couplings = new Map(controller.value.agents().map((coupling) => [coupling.agentId, coupling]));
    const agents = [...allAgents(mirror.value.state)]
      .filter(({ agentId }) => !request.agentIds?.length || request.agentIds.includes(agentId))
      .map((agent) =>
        agentAnswer(controllerId, agent, {
          coupling: couplings.get(agent.agentId),
          isReachable: mirror.value.reachable,
          runningTasks: running.get(agent.agentId) ?? 0,
        }),
      )
      .filter(({ state }) => !request.states?.length || request.states.includes(state._text));
    return succeed({ surveyDate: isoTime(mirror.value.atMs), agents });
  };
}
