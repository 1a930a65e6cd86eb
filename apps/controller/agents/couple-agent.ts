import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { type AgentConnection, type AgentMessage, nodeApiVersion } from '@interlock/node-api';
import { type AgentCursor, findAgent } from '@interlock/workflow';
import type { ConversationEnd, ConversationOptions } from './agent-conversation.ts';

type Welcome = Extract<AgentMessage, { kind: 'welcome' }>;

/** How far the Controller knows an Agent. */
interface Known {
  /** The journal with which it has to come back; undefined at the first coupling, and after it was abandoned. */
  readonly journalId: string | undefined;
  readonly cursor: AgentCursor | undefined;
}

/**
 * Says hello, hears the Agent's welcome, and couples where both speak of the same journal. An Agent with another
 * journal, or with an older state of the same, is refused: nobody guesses what became of its steps.
 *
 * @returns the id of the Agent's journal.
 */
export async function coupleAgent(
  connection: AgentConnection,
  messages: AsyncIterator<AgentMessage>,
  options: ConversationOptions,
): Promise<Result<string, ConversationEnd>> {
  const { agentId, controllerId, engine } = options;
  // The hello lets the Agent forget what stands before it: it has to be durable here.
  await engine.settled();
  const journalId = findAgent(engine.decided(), agentId)?.journalId;
  const cursor = engine.agentCursor(agentId);
  await connection.send({
    kind: 'hello',
    version: nodeApiVersion,
    controllerId,
    afterEventId: eventIdIn(journalId, cursor),
    ...(journalId === undefined ? {} : { journalId }),
  });
  const welcome = await welcomeOf(messages, connection, options.welcomeMsMax ?? 10_000);
  if (!welcome.ok) return refuse({ problem: welcome.problem, needsPerson: false });
  const misfit = misfitOf(welcome.value, { journalId, cursor }, agentId);
  if (misfit !== undefined) return refuse({ problem: misfit, needsPerson: true });
  const own = welcome.value.journalId;
  const done = await engine.execute(() => {
    // Asked now: what an earlier connection has brought may have been taken over meanwhile.
    const agentCursor = { agentId, journalId: own, eventId: eventIdIn(own, engine.agentCursor(agentId)) };
    return succeed({ commands: [{ kind: 'AgentCoupled', agentId, journalId: own }], agentCursor });
  });
  return done.ok ? succeed(own) : refuse({ problem: done.problem, needsPerson: true });
}

// How far a journal was read; another journal not at all.
function eventIdIn(journalId: string | undefined, cursor: AgentCursor | undefined): number {
  return cursor !== undefined && cursor.journalId === journalId ? cursor.eventId : 0;
}

async function welcomeOf(
  messages: AsyncIterator<AgentMessage>,
  connection: AgentConnection,
  msMax: number,
): Promise<Result<Welcome>> {
  const late = setTimeout(() => connection.close('no welcome came'), msMax);
  const first = await messages.next();
  clearTimeout(late);
  if (first.done === true)
    return refuse(problem('AgentUnreachable', `It ended: ${(await connection.closed).reason}.`));
  const message = first.value;
  if (message.kind === 'welcome') return succeed(message);
  if (message.kind === 'refused') return refuse(message.problem);
  return refuse(problem('AgentUnreachable', `The Agent began with ${message.kind}.`));
}

function misfitOf(welcome: Welcome, known: Known, agentId: string): Problem | undefined {
  if (welcome.version !== nodeApiVersion) {
    return mismatch(
      `The Agent speaks version ${welcome.version}, this Controller ${nodeApiVersion}: update the older one.`,
    );
  }
  if (welcome.agentId !== agentId) return mismatch(`The Agent at this address is ${welcome.agentId}.`);
  if (known.journalId !== undefined && welcome.journalId !== known.journalId) {
    return mismatch(
      `The Agent ${agentId} has another journal than the one that this Controller knows: its data folder was replaced. ` +
        'Bring the old folder back, or abandon the Agent: its steps then count as lost.',
    );
  }
  const eventId = eventIdIn(welcome.journalId, known.cursor);
  if (welcome.lastEventId >= eventId) return undefined;
  return mismatch(
    `The journal of the Agent ${agentId} ends at event ${welcome.lastEventId}, and this Controller has event ${eventId} ` +
      'of it: an older copy was put back. Abandon the Agent, and begin with an empty data folder there.',
  );
}

function mismatch(message: string): Problem {
  return problem('AgentUnreachable', message);
}
