import type { Problem, Result } from '@interlock/base';
import type { Route } from '../route.ts';
import type { Credential, RequestFacts } from './call.ts';

/** What the border asks of the Cockpit, in the order of its chain. */
export interface CallGate<Caller> {
  /**
   * Finds the session that a credential belongs to and counts the call as its last use, unless it is no activity.
   * `SessionUnknown` where it is missing, unknown, ended, or the two halves of a page's credential do not belong
   * together.
   */
  identify(credential: Credential, facts: RequestFacts, isActivity: boolean): Promise<Result<Caller>>;
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
