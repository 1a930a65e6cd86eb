import type { Result } from '@interlock/base';
import type { AgentCommand } from '../agent-link/controller-message.ts';
import type { AgentConnection } from './link-connection.ts';

/** Opens hop 3 connections. */
export interface AgentDialler {
  /**
   * Dials an Agent and proves both ends; at most 10 seconds. One try: whoever calls decides when to try again.
   * `AgentUnreachable` where nobody answers, `HopTokenRefused` where one of the ends refuses the other.
   */
  dial(
    target: { readonly agentId: string; readonly address: string },
    signal: AbortSignal,
  ): Promise<Result<AgentConnection>>;
  /** Makes the token of one command. */
  commandToken(agentId: string, body: AgentCommand): Result<string>;
}
