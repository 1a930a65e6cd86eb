import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { type AgentMessage, type ControllerMessage, nodeApiVersion } from '@interlock/node-api';

/** The first message of a Controller. */
export type Hello = Extract<ControllerMessage, { readonly kind: 'hello' }>;

/** The journal of the Agent, as far as a coupling needs it. */
export interface JournalExtent {
  readonly agentId: string;
  readonly journalId: string;
  /** Up to here events are forgotten. */
  readonly releasedEventId: number;
  readonly lastEventId: number;
}

/**
 * Decides whether the two journals belong together. Where one of them was put back to an older state or replaced,
 * steps would be lost or run twice without anybody noticing; a person has to decide then.
 */
export function welcome(
  hello: Hello,
  extent: JournalExtent,
): Result<Extract<AgentMessage, { readonly kind: 'welcome' }>> {
  const refusal = refusalOf(hello, extent);
  if (refusal !== undefined) return refuse(refusal);
  const { agentId, journalId, lastEventId } = extent;
  return succeed({ kind: 'welcome', version: nodeApiVersion, agentId, journalId, lastEventId });
}

function refusalOf(hello: Hello, extent: JournalExtent): Problem | undefined {
  const { agentId } = extent;
  if (hello.version !== nodeApiVersion)
    return refused(`Agent ${agentId} speaks version ${nodeApiVersion}, the Controller ${hello.version}.`);
  if (hello.journalId !== undefined && hello.journalId !== extent.journalId)
    return refused(
      `The journal of Agent ${agentId} is another one than the Controller has read from before.`,
    );
  if (hello.afterEventId > extent.lastEventId)
    return refused(`The journal of Agent ${agentId} is older than what the Controller has read of it.`);
  // Who names no journal has given up what came of it before, and takes what is still there.
  if (hello.journalId !== undefined && hello.afterEventId < extent.releasedEventId)
    return refused(`The Controller is older than what it has acknowledged to Agent ${agentId}.`);
  return undefined;
}

function refused(message: string): Problem {
  return problem('AgentUnreachable', message);
}
