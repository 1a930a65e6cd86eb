import type { Clock } from '@interlock/base';
import type { StreamEvent } from '@interlock/cockpit-api';
import type { AgentCoupling, ControllerClient } from '@interlock/node-api';

/** What is needed to know the Agents of a Controller. */
export interface KnownAgentsPorts {
  readonly client: Pick<ControllerClient, 'call'>;
  readonly clock: Clock;
  readonly tell: (event: StreamEvent) => void;
}

/** How the Agents of one Controller are coupled, as it said last. */
export class KnownAgents {
  readonly #controllerId: string;
  readonly #ports: KnownAgentsPorts;
  #list: readonly AgentCoupling[] = [];

  constructor(controllerId: string, ports: KnownAgentsPorts) {
    this.#controllerId = controllerId;
    this.#ports = ports;
  }

  get list(): readonly AgentCoupling[] {
    return this.#list;
  }

  /** Asks anew, and tells whose state has changed. Without an answer, what was known stays. */
  async refresh(signal: AbortSignal): Promise<void> {
    const answer = await this.#ports.client.call('agents', {}, {}, signal);
    if (!answer.ok) return;
    const before = new Map(this.#list.map(({ agentId, state }) => [agentId, state]));
    const changed = answer.value.agents.filter(({ agentId, state }) => before.get(agentId) !== state);
    this.#list = answer.value.agents;
    const atMs = this.#ports.clock.now();
    for (const { agentId } of changed)
      this.#ports.tell({ kind: 'agent', controllerId: this.#controllerId, agentId, atMs });
  }
}
