import type { Log, Problem, Result } from '@interlock/base';
import type { AgentCommand, AgentConnection, AgentMessage, AuditHead } from '@interlock/node-api';
import type { ControllerState } from '@interlock/workflow';
import type { Engine } from '../engine/engine.ts';
import { type CommandDesk, commandDesk } from './command-desk.ts';
import { coupleAgent } from './couple-agent.ts';
import { type StepCommand, type StepCourier, stepCourier } from './step-courier.ts';
import { takeOver } from './take-over.ts';

/** What a conversation with an Agent needs. */
export interface ConversationOptions {
  readonly controllerId: string;
  readonly agentId: string;
  readonly engine: Engine;
  /** Makes the token of one command. */
  readonly token: (body: AgentCommand) => Result<string>;
  /** What this Agent shall do, by a state. */
  readonly wanted: (state: ControllerState) => Iterable<StepCommand>;
  /** Hears when the Agent is coupled. */
  readonly coupled: (agent: CoupledAgent) => void;
  /** Hears of the head of the Agent's audit chain. */
  readonly auditHead: (head: AuditHead) => void;
  readonly log: Log;
  /** How long it waits before it asks again for what the Agent refused, in milliseconds; default 5 000. */
  readonly retryMs?: number;
  /** How long the Agent may take for its welcome, in milliseconds; default 10 000. */
  readonly welcomeMsMax?: number;
}

/** An Agent that is coupled, for as long as its connection lasts. */
export interface CoupledAgent {
  /** Brings it what the state wants. */
  readonly courier: StepCourier;
  /** Asks it for anything else. */
  readonly ask: CommandDesk['ask'];
}

/** Why a conversation ended. */
export interface ConversationEnd {
  readonly problem: Problem;
  /** Whether another try is hopeless until a person has done something. */
  readonly needsPerson: boolean;
}

/** How many messages with events may be on their way to the disk. */
const takeOversMax = 8;

/** Speaks with an Agent from hello to the end of the connection, and says why it ended. */
export async function converse(
  connection: AgentConnection,
  options: ConversationOptions,
): Promise<ConversationEnd> {
  const messages = connection.received[Symbol.asyncIterator]();
  const coupled = await coupleAgent(connection, messages, options);
  if (!coupled.ok) {
    connection.close(coupled.problem.problem.message);
    return coupled.problem;
  }
  const desk = commandDesk({ connection, token: options.token });
  const courier = stepCourier({
    ask: desk.ask,
    wanted: () => options.wanted(options.engine.durable()),
    log: options.log,
    retryMs: options.retryMs ?? 5_000,
  });
  options.coupled({ courier, ask: desk.ask });
  courier.bringAll();
  const problem = await listen(connection, messages, desk, coupled.value, options);
  courier.stop();
  desk.end(problem);
  return { problem, needsPerson: false };
}

async function listen(
  connection: AgentConnection,
  messages: AsyncIterator<AgentMessage>,
  desk: CommandDesk,
  journalId: string,
  options: ConversationOptions,
): Promise<Problem> {
  const underWay: Promise<void>[] = [];
  for (let next = await messages.next(); next.done !== true; next = await messages.next()) {
    const message = next.value;
    if (message.kind === 'reply') desk.replied(message);
    else if (message.kind === 'auditHead') options.auditHead(headOf(message, options.agentId));
    else if (message.kind === 'events') {
      underWay.push(takeOverOrEnd(connection, message.events, journalId, options));
      if (underWay.length >= takeOversMax) await underWay.shift();
    } else connection.close(`${message.kind} was not expected`);
  }
  await Promise.all(underWay);
  const closed = await connection.closed;
  return { code: 'AgentUnreachable', message: `The connection is over: ${closed.reason}.` };
}

// What can't be taken over concerns this Agent alone: its connection ends, and the others go on.
async function takeOverOrEnd(
  ...[connection, events, journalId, options]: Parameters<typeof takeOver>
): Promise<void> {
  try {
    await takeOver(connection, events, journalId, options);
  } catch (error) {
    options.log.error('events of an Agent can not be taken over', { agentId: options.agentId, error });
    connection.close('its events can not be taken over');
  }
}

function headOf(message: Extract<AgentMessage, { kind: 'auditHead' }>, id: string): AuditHead {
  return { writer: { role: 'agent', id }, sequence: message.sequence, hash: message.hash };
}
