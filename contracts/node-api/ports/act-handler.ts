import type { FolderPath, Problem, Result } from '@interlock/base';
import type { ActName, ActRequest, ActResponse } from '../acts.ts';
import type { StreamLine } from '../controller-stream/stream-line.ts';

/** Who asks, as the hop token says it; the token itself is verified. */
export interface Caller {
  /** The Cockpit node, proved by its certificate. */
  readonly peerId: string;
  /** The SHA-256 thumb-print of its certificate, in base64url. */
  readonly thumbprint: string;
  /** The key of the account for whom it asks, or `schedule:<path>`; the Cockpit's own id where it acts for itself. */
  readonly account: string;
  /** The permission that was decided; one of the act's own, or absent where the act has none. */
  readonly permission?: string;
  /** Whether the folders decided for this call cover a folder (semantics §2.6); a token without folders covers none. */
  covers(folder: FolderPath): boolean;
  /** The token's own id, for the audit record. */
  readonly tokenId: string;
}

/** A refused act: what speaks against it, the first in front. */
export interface ActRefusal extends Problem {
  /** All that speaks against a bulk act, the first included, each with its field; absent: there is no more than one. */
  readonly problems?: readonly Problem[];
}

/** Does one act. */
export type ActHandler<A extends ActName> = (
  request: ActRequest<A>,
  caller: Caller,
  signal: AbortSignal,
) => Promise<Result<ActResponse<A>, ActRefusal>>;

/** One handler for each act of the table. */
export type ActHandlers = { readonly [A in ActName]: ActHandler<A> };

/**
 * Gives the lines of the event stream after an event in batches, until the signal ends it; slow readers make it
 * wait. Heartbeats are the link's part.
 * Refused where the events after it are no longer kept: the Cockpit then takes the state anew.
 */
export type EventStreamHandler = (
  after: number,
  caller: Caller,
  signal: AbortSignal,
) => Promise<Result<AsyncIterable<readonly StreamLine[]>>>;
