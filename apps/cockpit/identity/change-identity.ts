import type { AuditEntry, AuditEventName, AuditReason } from '@interlock/audit';
import { ProblemError, type Result, refuse, succeed, unwrap } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import { administratorStays } from '@interlock/iam';
import type { ChangedTarget } from '../audit/command-audit.ts';
import type { CallPorts, CallStores } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';
import { callerStands } from '../sessions/caller-stands.ts';

/** A change of accounts, roles, services, the blocklist, sessions, tokens or their settings. */
export interface IdentityChange<T> {
  /** Does it, or refuses; whatever it had done by then is undone. What it may not do it refuses here, on what is stored now. */
  readonly run: (stores: CallStores) => Promise<Result<IdentityChanged<T>>>;
  readonly action: AuditEventName;
  readonly reason?: AuditReason;
}

/** What was done, and how it stands in the audit trail: one record for each target. */
export interface IdentityChanged<T> {
  readonly value: T;
  readonly targets: readonly ChangedTarget[];
  readonly details?: NonNullable<AuditEntry['details']>;
}

/**
 * Makes a change whole: with its audit records in one transaction (semantics §6.2), undone where it refuses and where
 * nobody would be left who can administer accounts (semantics §2.9). It is not even begun where the caller has ended or
 * has other rights by now (semantics §2.10). Open streams look again when it is durable.
 */
export async function changeIdentity<T>(
  ports: Pick<CallPorts, 'data' | 'audit' | 'identityNews'>,
  call: { readonly caller: Caller; readonly facts: RequestFacts },
  { run, action, reason }: IdentityChange<T>,
): Promise<Result<T>> {
  try {
    const value = await ports.data.change(async (stores) => {
      unwrap(await callerStands(stores, call.caller, call.facts.atMs));
      const changed = unwrap(await run(stores));
      unwrap(await administratorStays(stores));
      const { targets, details } = changed;
      const noted = { action, targets, caller: call.caller, facts: call.facts };
      await ports.audit.note(stores, {
        ...noted,
        ...(reason === undefined ? {} : { reason }),
        ...(details === undefined ? {} : { details }),
      });
      return changed.value;
    });
    ports.identityNews.tell();
    return succeed(value);
  } catch (fault) {
    if (fault instanceof ProblemError) return refuse(fault.problem);
    throw fault;
  }
}
