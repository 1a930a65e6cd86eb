import type { AgentAnswer } from '@interlock/cockpit-api';
import type { AgentCoupling } from '@interlock/node-api';
import type { AgentState } from '@interlock/workflow';

/** The state of an Agent as JS7 shows it; a Controller that is not reached can not tell. */
export function agentStateObject(
  coupling: AgentCoupling['state'] | undefined,
  isReachable: boolean,
): AgentAnswer['state'] {
  if (!isReachable || coupling === undefined) return { _text: 'UNKNOWN', severity: 4 };
  switch (coupling) {
    case 'coupled':
      return { _text: 'COUPLED', severity: 0 };
    case 'coupling':
      return { _text: 'INITIALISED', severity: 1 };
    case 'decoupled':
    case 'refused':
      return { _text: 'COUPLINGFAILED', severity: 2 };
  }
}

/** An Agent as JS7 shows it. */
export function agentAnswer(
  controllerId: string,
  agent: AgentState,
  facts: {
    readonly coupling: AgentCoupling | undefined;
    readonly isReachable: boolean;
    readonly runningTasks: number;
  },
): AgentAnswer {
  return {
    controllerId,
    agentId: agent.agentId,
    agentName: agent.agentId,
    url: `https://${agent.address}`,
    state: agentStateObject(facts.coupling?.state, facts.isReachable),
    disabled: false,
    hidden: false,
    runningTasks: facts.runningTasks,
    ...(facts.coupling?.problem === undefined ? {} : { errorMessage: facts.coupling.problem.message }),
  };
}
