import { type Clock, succeed } from '@interlock/base';
import type { AgentDialler } from '@interlock/node-api';
import { type ConversationOptions, converse } from './agent-conversation.ts';
import { type Backoff, backoff } from './backoff.ts';
import type { CouplingBoard } from './coupling-board.ts';

/** What keeps one Agent coupled needs. */
export interface AgentSessionOptions extends ConversationOptions {
  readonly address: string;
  readonly dialler: AgentDialler;
  readonly board: CouplingBoard;
  readonly clock: Clock;
  /** Waits so long, or until the signal. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Where another try is hopeless until a person has done something, tries are as far apart, in milliseconds. */
const hopelessPauseMs = 30_000;

/** How long a connection has to last so that the pauses before the next begin anew, in milliseconds. */
const steadyMs = 10_000;

/** Keeps one Agent coupled, by one connection at a time, until the signal. It never rejects. */
export async function keepAgentCoupled(options: AgentSessionOptions, signal: AbortSignal): Promise<void> {
  const pauses = backoff(500, 10_000, options.random);
  while (!signal.aborted) {
    const pauseMs = await tryOnce(options, pauses, signal);
    if (!signal.aborted) await options.pause(pauseMs, signal);
  }
}

/** One connection, from dialling to its end; gives the pause before the next try. */
async function tryOnce(options: AgentSessionOptions, pauses: Backoff, signal: AbortSignal): Promise<number> {
  const { address, agentId, board, clock, dialler, engine, log } = options;
  board.note(agentId, address, 'coupling');
  const dialled = await dialler.dial({ agentId, address }, signal);
  if (!dialled.ok) {
    board.note(agentId, address, 'decoupled', dialled.problem);
    return pauses.next();
  }
  const connection = dialled.value;
  const stop = (): void => connection.close('the Controller ends the connection');
  signal.addEventListener('abort', stop, { once: true });
  let coupledAtMs: number | undefined;
  const ended = await converse(connection, {
    ...options,
    coupled: (agent) => {
      coupledAtMs = clock.now();
      board.note(agentId, address, 'coupled');
      log.info('an Agent is coupled', { agentId });
      options.coupled(agent);
    },
  });
  signal.removeEventListener('abort', stop);
  board.note(agentId, address, ended.needsPerson ? 'refused' : 'decoupled', ended.problem);
  log.warn('an Agent is not coupled', { agentId, problem: ended.problem });
  // One that comes and goes is not dialled ever more often.
  if (coupledAtMs !== undefined && clock.now() - coupledAtMs >= steadyMs) pauses.reset();
  if (coupledAtMs !== undefined && !signal.aborted) {
    const command = { kind: 'AgentLost', agentId, message: ended.problem.message } as const;
    await engine.execute(() => succeed({ commands: [command] }));
  }
  return ended.needsPerson ? hopelessPauseMs : pauses.next();
}
