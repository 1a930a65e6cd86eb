import type { Clock } from '@interlock/base';
import type { Credential } from '@interlock/cockpit-api';
import type { IdentityNews } from '../identity/identity-news.ts';
import type { Caller } from './caller.ts';
import type { PresentCallers } from './present-callers.ts';

/** Follows the callers whose streams are open, so that a stream is cut with its session and narrowed with its rights. */
export interface CallerWatch {
  /** Follows a caller until he has ended or the signal does. */
  follow(caller: Caller, credential: Credential, signal: AbortSignal): FollowedCaller;
  /** How many are followed. */
  readonly count: number;
}

/** A caller whose stream is open. */
export interface FollowedCaller {
  /** Him with his rights of this very moment; undefined where his session or token has ended or is good for no more. */
  present(): Promise<Caller | undefined>;
  /** Ends with his session or token, and with the signal that was given: then nothing calls back any more. */
  readonly signal: AbortSignal;
  /** Calls back whenever his rights have changed, and when he has ended. */
  onChange(changed: () => void): void;
}

/** What the watch needs. */
export interface CallerWatchPorts {
  readonly callers: PresentCallers;
  readonly news: IdentityNews;
  readonly clock: Clock;
}

/** Milliseconds between two looks at what other processes changed and at what has run out (semantics §2.10). */
export const callerLookMs = 250;

/** One look serves all that are followed; while nobody is, nothing is looked at. */
export function callerWatch(ports: CallerWatchPorts): CallerWatch {
  const followed = new Set<Followed>();
  const look = () => {
    // Whoever can't be read any more may not go on.
    for (const one of followed) one.look().catch(() => one.over());
  };
  const { begin, end } = looks(ports.news, look);
  return {
    follow(caller, credential, signal) {
      const one = new Followed(ports, caller, credential, () => {
        if (followed.delete(one) && followed.size === 0) end();
      });
      if (followed.size === 0) begin();
      followed.add(one);
      signal.addEventListener('abort', () => one.leave(), { once: true });
      if (signal.aborted) one.leave();
      return one;
    },
    get count() {
      return followed.size;
    },
  };
}

/** Looks at each news, and every now and then. */
function looks(news: IdentityNews, look: () => void) {
  let running: { readonly end: AbortController; readonly timer: NodeJS.Timeout } | undefined;
  const begin = () => {
    const end = new AbortController();
    const timer = setInterval(look, callerLookMs);
    timer.unref();
    running = { end, timer };
    void (async () => {
      while (!end.signal.aborted) {
        await news.next(end.signal);
        look();
      }
    })();
  };
  const end = () => {
    clearInterval(running?.timer);
    running?.end.abort();
    running = undefined;
  };
  return { begin, end };
}

class Followed implements FollowedCaller {
  readonly #ports: CallerWatchPorts;
  readonly #credential: Credential;
  readonly #left: () => void;
  readonly #ended = new AbortController();
  readonly #listeners: (() => void)[] = [];
  #caller: Caller;
  #seen: number;
  #isOver = false;

  constructor(ports: CallerWatchPorts, caller: Caller, credential: Credential, left: () => void) {
    this.#ports = ports;
    this.#caller = caller;
    this.#credential = credential;
    this.#left = left;
    // Nobody knows at which revision the caller was read.
    this.#seen = Number.NaN;
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  onChange(changed: () => void): void {
    this.#listeners.push(changed);
  }

  async present(): Promise<Caller | undefined> {
    await this.look();
    return this.#isOver ? undefined : this.#caller;
  }

  /** Reads the caller anew where anything changed since, or where his time may be over. */
  async look(): Promise<void> {
    if (this.#isOver) return;
    const { callers, clock } = this.#ports;
    const revision = callers.revision();
    if (revision === this.#seen && clock.now() < endOf(this.#caller)) return;
    const present = await callers.find(this.#credential);
    // Who has to change his password may do nothing else, and so not go on with this (semantics §1.10).
    if (present === undefined || present.mustChangePassword) return this.over();
    this.#seen = revision;
    const isOther = present.rights !== this.#caller.rights;
    this.#caller = present;
    if (isOther) this.#tell();
  }

  /** His session or token has ended. */
  over(): void {
    this.#isOver = true;
    this.leave();
  }

  leave(): void {
    if (this.signal.aborted) return;
    this.#ended.abort();
    this.#left();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** When a caller has ended if nothing is heard of him any more. */
function endOf({ session }: Caller): number {
  return Math.min(session.lastUsedAtMs + session.idleLimitMs, session.endsAtMs);
}
