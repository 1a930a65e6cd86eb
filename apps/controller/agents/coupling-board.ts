import type { Clock, Problem } from '@interlock/base';
import type { AgentCoupling } from '@interlock/node-api';

/** How each Agent is coupled, for people to see. */
export interface CouplingBoard {
  /** Notes the state of an Agent; the problem says why it is not coupled. */
  note(agentId: string, address: string, state: AgentCoupling['state'], problem?: Problem): void;
  /** By Agent id. */
  all(): readonly AgentCoupling[];
  onChange(listener: () => void): void;
}

/** Makes an empty board. */
export function couplingBoard(clock: Clock): CouplingBoard {
  const couplings = new Map<string, AgentCoupling>();
  const listeners: (() => void)[] = [];
  return {
    note: (agentId, address, state, problem) => {
      const before = couplings.get(agentId);
      const isSame = before?.state === state && before.problem?.message === problem?.message;
      const sinceMs = before !== undefined && before.state === state ? before.sinceMs : clock.now();
      couplings.set(agentId, {
        agentId,
        address,
        state,
        sinceMs,
        ...(problem === undefined ? {} : { problem }),
      });
      if (!isSame) for (const listener of listeners) listener();
    },
    all: () => [...couplings.values()].sort((one, other) => (one.agentId < other.agentId ? -1 : 1)),
    onChange: (listener) => void listeners.push(listener),
  };
}
