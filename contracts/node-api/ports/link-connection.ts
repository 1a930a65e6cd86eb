import type { AgentMessage } from '../agent-link/agent-message.ts';
import type { ControllerMessage } from '../agent-link/controller-message.ts';

/** Why a connection is over. */
export interface LinkClosed {
  /** Who ended it: this side, the other side, or nobody (it died, or broke the rules). */
  readonly by: 'us' | 'them' | 'fault';
  readonly reason: string;
}

/** One open connection of hop 3, seen from one end. Its messages are checked; what breaks the rules ends it. */
export interface LinkConnection<Sent, Received> {
  /** The id of the other end, proved by its certificate. */
  readonly peerId: string;
  /** The SHA-256 thumb-print of the other end's certificate, in base64url. */
  readonly thumbprint: string;
  /**
   * Sends a message, in order. Wait for the promise before the next great one: it resolves when there is room.
   *
   * @returns false when the connection is over, and the message is not sent.
   */
  send(message: Sent): Promise<boolean>;
  /** What the other end says, in order, to be iterated once. Who takes slowly, lets the other end wait. It ends with the connection. */
  readonly received: AsyncIterable<Received>;
  /** Resolves when the connection is over. It never rejects. */
  readonly closed: Promise<LinkClosed>;
  /** Ends the connection. A second call does nothing. */
  close(reason: string): void;
}

/** The Controller's end. */
export type AgentConnection = LinkConnection<ControllerMessage, AgentMessage>;

/**
 * The Agent's end. A command that comes out of `received` has a token that was verified for this very body,
 * sender, order, job and account; a command without one is answered by the link and never comes out.
 */
export type ControllerConnection = LinkConnection<AgentMessage, ControllerMessage>;
