import type { Json } from '@interlock/base';
import type { AuditEventName } from './audit-events.ts';

/** Who did it, as far as it was proved. */
export interface AuditActor {
  /**
   * `account`: a person or machine with an account. `program`: a program of ours, for itself. `schedule`: nobody was
   * there, a plan was due. `stranger`: nobody was proved; `account` is then no more than what was claimed.
   */
  readonly kind: 'account' | 'program' | 'schedule' | 'stranger';
  /** The account's name, the program's id, the path of the schedule, or the name that a stranger claimed. */
  readonly account: string;
  /** The Identity Service that proved the account. */
  readonly identityService?: string;
  /** A reference to the session, from which its token can't be told. */
  readonly session?: string;
  /** The API token by which the account acted, in place of a session. */
  readonly apiToken?: { readonly id: string; readonly name: string };
  /** Where the call came from: an IP address, without port. */
  readonly address?: string;
}

/** What can be acted upon. */
export type AuditTargetKind =
  | 'account'
  | 'agent'
  | 'apiToken'
  | 'auditTrail'
  | 'authority'
  | 'blockedAccount'
  | 'calendar'
  | 'certificate'
  | 'controller'
  | 'folder'
  | 'identityService'
  | 'joinToken'
  | 'key'
  | 'lock'
  | 'noticeBoard'
  | 'order'
  | 'program'
  | 'role'
  | 'route'
  | 'schedule'
  | 'session'
  | 'settings'
  | 'step'
  | 'workflow';

/** What it was done to. A call that touches several things gives one entry for each, with the same correlation. */
export interface AuditTarget {
  readonly kind: AuditTargetKind;
  /** The name, path or id of it. */
  readonly id: string;
  /** The folder in which it stands, where it has one: who may not see the folder, may not see the record. */
  readonly folder?: string;
  readonly controllerId?: string;
}

/** Why, as the person said. */
export interface AuditReason {
  readonly comment?: string;
  /** Minutes. */
  readonly timeSpent?: number;
  readonly ticketLink?: string;
}

/**
 * What became of it. `intended`: it is about to be asked of another program, and another entry of the same
 * correlation and target says what came of it; without one, it is shown as `unknown`. `unknown`: it was asked,
 * and no answer came.
 */
export type AuditOutcome = 'succeeded' | 'refused' | 'failed' | 'intended' | 'unknown';

/** What is to stand in the audit trail; sealing makes a record of it. It must hold no secret. */
export interface AuditEntry {
  readonly action: AuditEventName;
  readonly actor: AuditActor;
  readonly target: AuditTarget;
  readonly outcome: AuditOutcome;
  /** Why it was refused or failed: a problem code, or a finer word that is for auditors only. */
  readonly reasonCode?: string;
  /** The path of the call, such as `/orders/add`. */
  readonly request?: string;
  readonly reason?: AuditReason;
  /** Shared by all entries of one call, in all programs that it passes through. */
  readonly correlation?: string;
  /** What else helps to judge it: small, and without secrets. */
  readonly details?: Readonly<Record<string, Json>>;
}
