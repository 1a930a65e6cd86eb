import { type Problem, type Result, refuse, succeed } from '@interlock/base';
import type { AgentCommand, AgentConnection, AgentMessage } from '@interlock/node-api';

type Reply = Extract<AgentMessage, { readonly kind: 'reply' }>;

/** What an Agent answers to a command that it has carried out. */
export type CommandAnswer = Pick<Reply, 'certificateRequest'>;

/** Sends commands over one connection and gives each its answer. A new connection has a new desk. */
export interface CommandDesk {
  /**
   * Sends a command with a token of its own. Resolves with the Agent's answer, or the refusal: the Agent's, or that
   * of a connection that is over, and then nobody knows whether the command was carried out.
   */
  ask(body: AgentCommand): Promise<Result<CommandAnswer>>;
  /** The Agent's answer; one to nothing that was asked is passed over. */
  replied(reply: Reply): void;
  /** The connection is over: what has no answer gets none. */
  end(why: Problem): void;
}

/** What the desk of one connection needs. */
export interface CommandDeskOptions {
  readonly connection: Pick<AgentConnection, 'send'>;
  /** Makes the token of one command. */
  readonly token: (body: AgentCommand) => Result<string>;
}

/** Makes the desk. How many commands are open at once is for those who ask to bound. */
export function commandDesk({ connection, token }: CommandDeskOptions): CommandDesk {
  const open = new Map<number, (answer: Result<CommandAnswer>) => void>();
  let lastRequestId = 0;
  let ended: Problem | undefined;
  return {
    ask: async (body) => {
      if (ended !== undefined) return refuse(ended);
      const made = token(body);
      if (!made.ok) return made;
      const requestId = ++lastRequestId;
      const { promise, resolve } = Promise.withResolvers<Result<CommandAnswer>>();
      open.set(requestId, resolve);
      void connection.send({ kind: 'command', requestId, token: made.value, body });
      return promise;
    },
    replied: ({ certificateRequest, problem, requestId }) => {
      const resolve = open.get(requestId);
      open.delete(requestId);
      if (problem !== undefined) resolve?.(refuse(problem));
      else resolve?.(succeed(certificateRequest === undefined ? {} : { certificateRequest }));
    },
    end: (why) => {
      ended = why;
      for (const resolve of open.values()) resolve(refuse(why));
      open.clear();
    },
  };
}
