import { problem, type Result, refuse } from '@interlock/base';
import type { Credential, StreamEvent } from '@interlock/cockpit-api';
import type { CallPorts } from '../call-ports.ts';
import { itemsAndChanges } from '../events/items-and-changes.ts';
import type { Caller } from '../sessions/caller.ts';

/** What is waited for. */
export interface News<T> {
  /** Whether an event may have brought some. */
  isNews(event: StreamEvent): boolean;
  /** Reads it for the caller, as he is at this moment. */
  read(caller: Caller): Promise<Result<T>>;
  /** Whether what was read is worth an answer. */
  isEnough(value: T): boolean;
}

/** The call that waits. */
export interface WaitingCall {
  readonly caller: Caller;
  readonly credential: Credential;
  readonly signal: AbortSignal;
}

/**
 * Reads until there is something, at most for the time that the settings say; then it gives what there is. It listens
 * before it reads, so that nothing is missed in between. It reads again when the caller's rights change, and is refused
 * as soon as his session has ended (semantics §2.10).
 */
export async function untilNews<T>(ports: CallPorts, call: WaitingCall, news: News<T>): Promise<Result<T>> {
  const end = new AbortController();
  const patience = AbortSignal.timeout(ports.settings.logWaitMs);
  const followed = ports.watch.follow(
    call.caller,
    call.credential,
    AbortSignal.any([call.signal, patience, end.signal]),
  );
  const events = ports.hub.subscribe(undefined, followed.signal)[Symbol.asyncIterator]();
  const turns = itemsAndChanges(events, (changed) => followed.onChange(changed));
  try {
    for (;;) {
      const caller = await followed.present();
      if (caller === undefined) return refuse(problem('SessionUnknown'));
      const read = await news.read(caller);
      if (!read.ok || news.isEnough(read.value) || patience.aborted || call.signal.aborted) return read;
      for (;;) {
        const { value: turn, done } = await turns.next();
        if (done || 'changed' in turn || 'lost' in turn.item || news.isNews(turn.item.event)) break;
      }
    }
  } finally {
    end.abort();
    await turns.return(undefined);
  }
}
