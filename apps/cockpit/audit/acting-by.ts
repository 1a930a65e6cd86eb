import type { AuditActor } from '@interlock/audit';
import type { Caller } from '../sessions/caller.ts';

/** By what a caller acts, as the audit trail names it: his session, or an API token of his account. */
export function actingBy({
  session,
  apiToken,
}: Pick<Caller, 'session' | 'apiToken'>): Pick<AuditActor, 'session' | 'apiToken'> {
  return apiToken === undefined ? { session: session.id } : { apiToken };
}
