import type { AuditActor } from '@interlock/audit';
import type { Caller } from '@interlock/node-api';

const schedulePrefix = 'schedule:';

/** For whom a call was made, as the audit trail names it. */
export function auditActor({ account, peerId }: Pick<Caller, 'account' | 'peerId'>): AuditActor {
  if (account === peerId) return { kind: 'program', account };
  if (account.startsWith(schedulePrefix))
    return { kind: 'schedule', account: account.slice(schedulePrefix.length) };
  return { kind: 'account', account };
}
