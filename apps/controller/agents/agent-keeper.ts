import { problem, type Result, refuse } from '@interlock/base';
import type { AgentCommand } from '@interlock/node-api';
import { allAgents, type ControllerEvent, type ControllerState } from '@interlock/workflow';
import type { DurableChange } from '../engine/engine.ts';
import type { CoupledAgent } from './agent-conversation.ts';
import { type AgentSessionOptions, keepAgentCoupled } from './agent-session.ts';
import type { CommandAnswer } from './command-desk.ts';
import type { StepCommand } from './step-courier.ts';
import { commandsForAgent, commandsForOrder } from './wanted-commands.ts';

/** What keeps all Agents coupled needs. */
export interface AgentKeeperOptions
  extends Omit<AgentSessionOptions, 'address' | 'agentId' | 'coupled' | 'token' | 'wanted'> {}

/** Keeps a session with each Agent of the state. */
export interface AgentKeeper {
  /** The Agents with which sessions are kept, coupled or not. */
  agentIds(): readonly string[];
  /**
   * Asks an Agent for something that its state does not want by itself. Refused where it is not coupled, or the
   * connection ends before the answer. How long to wait is the caller's.
   */
  ask(agentId: string, body: AgentCommand): Promise<Result<CommandAnswer>>;
  /** Connects to these Agents anew, as after a renewal of a certificate; default: to all. */
  recouple(agentIds?: readonly string[]): void;
  /** Ends all sessions; resolves when they are over. */
  stop(): Promise<void>;
}

interface Session {
  readonly address: string;
  readonly end: AbortController;
  readonly over: Promise<void>;
  coupled?: CoupledAgent;
}

// After these a step of the order may have to be started or killed.
const concerning: ReadonlySet<ControllerEvent['kind']> = new Set([
  'OrderStepStarting',
  'OrderCancellationMarked',
  'OrderSuspensionMarked',
]);

/** Starts the sessions, and more as Agents are registered. */
export function keepAgents(options: AgentKeeperOptions): AgentKeeper {
  const { engine } = options;
  const sessions = new Map<string, Session>();
  let isStopped = false;

  const begin = (agentId: string, address: string): void => {
    const before = sessions.get(agentId);
    before?.end.abort();
    const end = new AbortController();
    const mine = (): Session | undefined => (end.signal.aborted ? undefined : sessions.get(agentId));
    const session: AgentSessionOptions = {
      ...options,
      agentId,
      address,
      token: (body) => options.dialler.commandToken(agentId, body),
      wanted: (state) => commandsForAgent(state, agentId),
      coupled: (agent) => {
        const own = mine();
        if (own !== undefined) own.coupled = agent;
      },
    };
    // One after the other: an Agent is never spoken to by two sessions at once.
    const over = (before?.over ?? Promise.resolve()).then(() => keepAgentCoupled(session, end.signal));
    sessions.set(agentId, { address, end, over });
  };
  const keepUp = (state: ControllerState): void => {
    for (const { agentId, address } of allAgents(state)) {
      if (sessions.get(agentId)?.address !== address) begin(agentId, address);
    }
  };
  const bring = (agentId: string, command: StepCommand): void =>
    sessions.get(agentId)?.coupled?.courier.bring(command);
  const follow = ({ events, state }: DurableChange): void => {
    if (isStopped) return;
    if (events.some(({ event }) => event.kind === 'AgentRegistered')) keepUp(state);
    for (const { event } of events) {
      // What it had to tell is void: it couples anew, with whatever journal it has then.
      if (event.kind === 'AgentAbandoned') begin(event.agentId, sessions.get(event.agentId)?.address ?? '');
      if (!concerning.has(event.kind) || !('orderId' in event)) continue;
      for (const { agentId, command } of commandsForOrder(state, event.orderId)) bring(agentId, command);
    }
  };
  engine.onDurable(follow);
  keepUp(engine.durable());
  return {
    agentIds: () => [...sessions.keys()],
    ask: async (agentId, body) => {
      const coupled = sessions.get(agentId)?.coupled;
      if (coupled !== undefined) return coupled.ask(body);
      return refuse(problem('AgentUnreachable', `The Agent ${agentId} is not coupled.`));
    },
    recouple: (agentIds = [...sessions.keys()]) => {
      for (const agentId of isStopped ? [] : agentIds) {
        const address = sessions.get(agentId)?.address;
        if (address !== undefined) begin(agentId, address);
      }
    },
    stop: async () => {
      isStopped = true;
      for (const session of sessions.values()) session.end.abort();
      await Promise.all([...sessions.values()].map((session) => session.over));
    },
  };
}
