import type { Problem, Result } from '@interlock/base';
import type { Route } from '../route.ts';
import type { Credential, RequestFacts } from './call.ts';

/** What the border asks of the Cockpit, in the order of its chain. */
export interface CallGate<Caller> {
  /**
   * Finds the session or API token that a credential belongs to and counts the call as its last use, unless it is no
   * activity. `SessionUnknown` where it is missing, unknown, ended, or the two halves of a page's credential do not
   * belong together.
   */
  identify(
    credential: Credential,
    facts: RequestFacts,
    isActivity: boolean,
  ): Result<Caller> | Promise<Result<Caller>>;
  /**
   * Finds him once more when his whole request has arrived, for which he may have taken his time: what ended meanwhile
   * is refused, and what he may do is what he may do now (semantics §2.10). It counts as no use.
   */
  identifyAgain(credential: Credential, facts: RequestFacts): Result<Caller> | Promise<Result<Caller>>;
  /** Follows a caller whose stream is open: the answer ends with his session or token, and with the signal. */
  untilEnded(caller: Caller, credential: Credential, signal: AbortSignal): AbortSignal;
  /** Whether he calls by an API token, which not every call allows. */
  calledByToken(caller: Caller): boolean;
  /** The account of a caller, to be named in refusals and in the log. */
  accountOf(caller: Caller): string;
  /** Whether the account has to change its password before anything else. */
  mustChangePassword(caller: Caller): boolean;
  /**
   * Decides whether the caller may make this call at all, from its present rights (semantics §2.10). What has a
   * folder is decided by the call itself, for the object that it finds.
   */
  authorize(route: Route, request: unknown, caller: Caller): Promise<Result<void>>;
  /** Notes a refusal for the audit trail; many of one kind from one source are counted in one record. */
  refused(refusal: Refused<Caller>): void;
}

/** A refused call. */
export interface Refused<Caller> {
  readonly problem: Problem;
  readonly facts: RequestFacts;
  readonly caller?: Caller;
}
