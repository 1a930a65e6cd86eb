import type { Result } from '@interlock/base';
import type { ActInput, ActName, ActResponse } from '../acts.ts';
import type { StreamLine } from '../controller-stream/stream-line.ts';
import type { ActRefusal } from './act-handler.ts';

/** For whom, and with which decided right, the Cockpit asks. */
export interface OnBehalf {
  /** The key of the account, or `schedule:<path>`; absent: the Cockpit acts for itself. */
  readonly account?: string;
  /** The permission that was decided; absent for acts that have none. */
  readonly permission?: string;
  /** The folders that the decision covers, `/` recursive for everywhere; absent: none, as for acts without folder. */
  readonly folders?: readonly { readonly folder: string; readonly recursive: boolean }[];
}

/** Speaks hop 2 to one Controller, over a small pool of connections. */
export interface ControllerClient {
  /**
   * Asks for an act. `ControllerUnreachable` where no answer came: the act may have been done all the same, so it
   * has to be one that can be asked again. Any other problem is the Controller's own and means that nothing was done.
   */
  call<A extends ActName>(
    act: A,
    request: ActInput<A>,
    onBehalf: OnBehalf,
    signal: AbortSignal,
  ): Promise<Result<ActResponse<A>, ActRefusal>>;
  /**
   * Opens the event stream after an event; lines come in batches, as many as arrived together. The iterator ends
   * when the stream does, for whatever reason, silence included; connecting anew, with the last event's id, is the
   * caller's part.
   */
  events(after: number, signal: AbortSignal): Promise<Result<AsyncIterable<readonly StreamLine[]>>>;
  /** Closes the pool. */
  close(): Promise<void>;
}
