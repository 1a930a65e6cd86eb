import { type Log, type Problem, type Result, succeed } from '@interlock/base';
import type { AgentCoupling, ControllerClient } from '@interlock/node-api';
import type { ControllerEntry } from '@interlock/workflow';
import {
  administerControllers,
  type JoinPorts,
  joinAgent,
  joinController,
  noteAgentJoined,
  noteControllerJoined,
} from './join-programs.ts';
import { type JoinWaiting, joinTokenFor } from './join-tokens.ts';

/** What the start needs to join the programs that are started beside the Cockpit. */
export interface JoinAtStartPorts extends JoinPorts {
  /** Hands a token to the program, by whoever started it. */
  readonly handOver: (waiting: JoinWaiting) => void;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/** How long the pause between two tries is, in milliseconds. */
const pauseMilliseconds = 150;

/** How long one try may take, in milliseconds. */
const tryMilliseconds = 10_000;

/** Makes the local Controller known under the address at which it is dialled now. */
export async function ensureController(
  ports: JoinPorts,
  controllerId: string,
  address: string,
): Promise<ControllerEntry> {
  const known = await ports.store.read.controllers.find(controllerId);
  if (known?.address === address) return known;
  return ports.store.change(async (stores) => {
    if (known === undefined) {
      const added = await stores.controllers.add({ controllerId, title: controllerId, address });
      if (!added.ok) throw new Error(added.problem.message);
    } else {
      await stores.controllers.update(controllerId, { address });
    }
    await ports.audit.write(stores, [
      {
        action: 'ControllerRegistered',
        actor: ports.audit.itself,
        target: { kind: 'controller', id: controllerId, controllerId },
        outcome: 'succeeded',
        details: { address },
      },
    ]);
    const entry = await stores.controllers.find(controllerId);
    if (entry === undefined) throw new Error(`the Controller ${controllerId} was not stored`);
    return entry;
  });
}

/** Joins the Controller if it has not joined; tries until it has, or the signal ends it. */
export async function joinControllerAtStart(
  ports: JoinAtStartPorts,
  controller: ControllerEntry,
  client: ControllerClient,
  signal: AbortSignal,
): Promise<void> {
  if (controller.isJoined) return;
  const { controllerId, address } = controller;
  const waiting = await joinTokenFor(ports, { role: 'controller', id: controllerId, address });
  ports.handOver(waiting);
  await repeat(ports, signal, async (limited) => {
    const joined = await joinController(ports, { controllerId, address, token: waiting.token }, limited);
    if (joined.ok) return joined;
    // One that got its certificates just before a Cockpit died does not wait any more: it proves itself by them.
    const proved = await client.call('agents', {}, {}, limited);
    if (!proved.ok) return joined;
    await noteControllerJoined(ports, controllerId);
    return succeed(undefined);
  });
}

/** An Agent that is started beside the Cockpit. */
export interface LocalAgent {
  readonly agentId: string;
  readonly controllerId: string;
  readonly address: string;
}

/**
 * Joins the Agent if it has not joined, and makes its present address known to its Controller; tries until it has, or
 * the signal ends it. @returns whether it joined just now.
 */
export async function joinAgentAtStart(
  ports: JoinAtStartPorts,
  agent: LocalAgent,
  client: ControllerClient,
  signal: AbortSignal,
): Promise<boolean> {
  const { agentId, controllerId, address } = agent;
  const pending = await ports.store.read.joinTokens.list();
  const wasBegun = pending.some(({ role, id }) => role === 'agent' && id === agentId);
  const state = await repeat(ports, signal, (limited) => stateOf(agent, client, limited));
  if (!wasBegun && state !== 'unknown') {
    await repeat(ports, signal, (limited) => register(agent, client, limited));
    return false;
  }
  if (wasBegun && (await provesItself(ports, agent, client, signal))) {
    await repeat(ports, signal, (limited) => noteAgentJoined(ports, agent, client, limited));
    return true;
  }
  const waiting = await joinTokenFor(ports, { role: 'agent', id: agentId, controllerId, address });
  ports.handOver(waiting);
  const joining = { ...agent, token: waiting.token };
  await repeat(ports, signal, (limited) => joinAgent(ports, joining, client, limited));
  return true;
}

/** How often it is looked whether an Agent proves itself. */
const looksMax = 20;

/** Whether an Agent got its certificate just before a Cockpit died: then it does not wait any more, and is coupled. */
async function provesItself(
  ports: JoinAtStartPorts,
  agent: LocalAgent,
  client: ControllerClient,
  signal: AbortSignal,
): Promise<boolean> {
  await repeat(ports, signal, (limited) => register(agent, client, limited));
  for (let looks = 0; looks < looksMax && !signal.aborted; looks += 1) {
    const state = await stateOf(agent, client, signal);
    if (state.ok && state.value === 'coupled') return true;
    await ports.pause(pauseMilliseconds, signal);
  }
  return false;
}

function register({ agentId, address }: LocalAgent, client: ControllerClient, signal: AbortSignal) {
  return client.call('register-agent', { agentId, address }, { permission: administerControllers }, signal);
}

async function stateOf(
  { agentId }: LocalAgent,
  client: ControllerClient,
  signal: AbortSignal,
): Promise<Result<AgentCoupling['state'] | 'unknown'>> {
  const answer = await client.call('agents', {}, {}, signal);
  if (!answer.ok) return answer;
  return succeed(answer.value.agents.find((each) => each.agentId === agentId)?.state ?? 'unknown');
}

/** Tries until it succeeds; undefined where the signal ended it before. */
async function repeat<T>(
  ports: JoinAtStartPorts,
  signal: AbortSignal,
  once: (signal: AbortSignal) => Promise<Result<T>>,
): Promise<T | undefined> {
  let said = '';
  while (!signal.aborted) {
    const result = await once(AbortSignal.any([signal, AbortSignal.timeout(tryMilliseconds)]));
    if (result.ok) return result.value;
    said = logOnce(ports.log, result.problem, said);
    await ports.pause(pauseMilliseconds, signal);
  }
  return undefined;
}

function logOnce(log: Log, cause: Problem, said: string): string {
  if (cause.message !== said) log.info('not joined yet', { problem: cause.message });
  return cause.message;
}
