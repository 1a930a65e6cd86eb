import type { AuditEntry, AuditEventName, AuditOutcome, AuditReason, AuditTarget } from '@interlock/audit';
import { type Problem, problem, type Result, refuse, type Transactor } from '@interlock/base';
import { type RequestFacts, routes } from '@interlock/cockpit-api';
import type { Caller } from '../sessions/caller.ts';
import { actingBy } from './acting-by.ts';
import type { CockpitAudit, WithAudit } from './cockpit-audit.ts';

/** What was changed, with what is to be said of it alone. */
export type ChangedTarget = AuditTarget & { readonly details?: NonNullable<AuditEntry['details']> };

/** What is noted of a change. */
export interface Change {
  readonly action: AuditEventName;
  readonly facts: RequestFacts;
  readonly caller: Caller;
  readonly targets: readonly ChangedTarget[];
  readonly reason?: AuditReason;
  readonly details?: NonNullable<AuditEntry['details']>;
}

/** What is stored together with the records of a command. */
export interface Beside<Stores, T> {
  /** In the transaction of the intent. */
  before?(stores: Stores): Promise<void>;
  /** In the transaction of the outcome. */
  after?(stores: Stores, result: Result<T>): Promise<void>;
}

/** Writes the Cockpit's part of the audit trail for what the calls do. */
export interface CommandAudit<Stores extends WithAudit> {
  /** Writes entries as they are, within a transaction. */
  write(stores: WithAudit, entries: readonly AuditEntry[]): Promise<void>;
  /** Notes a change of the Cockpit's own database, within the transaction that makes it (semantics §6.2). */
  note(stores: WithAudit, change: Change): Promise<void>;
  /**
   * Asks a Controller for something: what is intended is durable before it is asked, what came of it is noted after.
   * Where the intent can not be written, nothing is asked and the answer is `AuditUnavailable` (semantics §6.3).
   */
  command<T>(change: Change, ask: () => Promise<Result<T>>, beside?: Beside<Stores, T>): Promise<Result<T>>;
}

/** Makes the trail of a Cockpit node. */
export function commandAudit<Stores extends WithAudit>(ports: {
  readonly data: Transactor<Stores>;
  readonly audit: CockpitAudit;
  /** Told where the outcome could not be written: the intent then stands as unknown. */
  readonly outcomeLost: (change: Change, cause: unknown) => void;
}): CommandAudit<Stores> {
  return {
    write: (stores, entries) => ports.audit.write(stores, entries),
    note: (stores, change) => ports.audit.write(stores, entriesOf(change, 'succeeded')),
    async command(change, ask, beside = {}) {
      const refusal = await ports.data
        .change(async (stores) => {
          await ports.audit.write(stores, entriesOf(change, 'intended'));
          await beside.before?.(stores);
        })
        .then(
          () => undefined,
          (): Problem => problem('AuditUnavailable'),
        );
      if (refusal !== undefined) return refuse(refusal);
      const result = await ask();
      const { outcome, reasonCode } = outcomeOf(result);
      await ports.data
        .change(async (stores) => {
          await ports.audit.write(stores, entriesOf(change, outcome, reasonCode));
          await beside.after?.(stores, result);
        })
        .catch((cause: unknown) => ports.outcomeLost(change, cause));
      return result;
    },
  };
}

function outcomeOf(result: Result<unknown>): {
  readonly outcome: AuditOutcome;
  readonly reasonCode?: string;
} {
  if (result.ok) return { outcome: 'succeeded' };
  const { code } = result.problem;
  // No answer came: it may have been done all the same.
  return { outcome: code === 'ControllerUnreachable' ? 'unknown' : 'refused', reasonCode: code };
}

function entriesOf(change: Change, outcome: AuditOutcome, reasonCode?: string): readonly AuditEntry[] {
  const { caller } = change;
  return change.targets.map(({ details: own, ...target }) => ({
    action: change.action,
    actor: {
      kind: 'account',
      account: caller.accountName,
      identityService: caller.serviceName,
      ...actingBy(caller),
      address: change.facts.clientAddress,
    },
    target,
    outcome,
    ...(reasonCode === undefined ? {} : { reasonCode }),
    request: routes[change.facts.routeId].path,
    ...(change.reason === undefined ? {} : { reason: change.reason }),
    correlation: change.facts.requestId,
    ...(change.details === undefined && own === undefined ? {} : { details: { ...change.details, ...own } }),
  }));
}
