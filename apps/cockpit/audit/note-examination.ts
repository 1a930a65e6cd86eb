import type { AuditTarget } from '@interlock/audit';
import type { RequestFacts } from '@interlock/cockpit-api';
import type { CallPorts } from '../call-ports.ts';
import type { Caller } from '../sessions/caller.ts';

/**
 * Notes that somebody looked at the rights of others: it shows where an attack would pay. What is only read goes on
 * where the record can't be written (semantics §6.3).
 */
export async function noteExamination(
  ports: Pick<CallPorts, 'data' | 'audit' | 'log'>,
  { caller, facts }: { readonly caller: Caller; readonly facts: RequestFacts },
  target: AuditTarget,
  details: Readonly<Record<string, string>> = {},
): Promise<void> {
  const examined = { action: 'AccessExamined', targets: [target], details, caller, facts } as const;
  try {
    await ports.data.change((stores) => ports.audit.note(stores, examined));
  } catch (fault) {
    ports.log.error('a look at the rights of others was not written to the audit trail', {
      requestId: facts.requestId,
      fault,
    });
  }
}
