import {
  type AuditActor,
  type AuditEntry,
  type AuditStore,
  type AuditWriter,
  writeAudit,
} from '@interlock/audit';
import type { Clock, Sha256 } from '@interlock/base';

/** Stores that hold the audit chain beside what they change. */
export interface WithAudit {
  readonly audit: AuditStore;
}

/** Writes the Cockpit's audit chain, always inside the transaction of what it speaks of (semantics §6.2). */
export interface CockpitAudit {
  readonly writer: AuditWriter;
  /** The Cockpit as the one who acts, where no person does. */
  readonly itself: AuditActor;
  write(stores: WithAudit, entries: readonly AuditEntry[]): Promise<void>;
}

/** The audit chain of a Cockpit node. */
export function cockpitAudit(cockpitId: string, clock: Clock, sha256: Sha256): CockpitAudit {
  const writer: AuditWriter = { role: 'cockpit', id: cockpitId };
  return {
    writer,
    itself: { kind: 'program', account: cockpitId },
    write: async (stores, entries) => {
      await writeAudit(stores.audit, entries, { writer, sha256, nowMs: clock.now() });
    },
  };
}
