import type { ResponseOf } from '@interlock/cockpit-api';

/** An entry of the audit log. */
export type AuditRow = ResponseOf<'audit_log'>['auditLog'][number];

/** What of an entry is searched. */
export function auditWords(row: AuditRow): string {
  return [
    row.event,
    eventWords(row.event),
    row.account,
    row.request,
    row.comment,
    row.parameters,
    row.outcome,
  ].join(' ');
}

/** The name of an event as words: `OrdersAdded` is `Orders added`. */
export function eventWords(event: string): string {
  const words = event.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
