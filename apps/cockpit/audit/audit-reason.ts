import type { AuditReason } from '@interlock/audit';

/** What a person gave as a reason, as the audit trail keeps it; undefined where he gave none. */
export function auditReason(
  given:
    | {
        readonly comment?: string | undefined;
        readonly timeSpent?: number | undefined;
        readonly ticketLink?: string | undefined;
      }
    | undefined,
): { readonly reason?: AuditReason } {
  const { comment, timeSpent, ticketLink } = given ?? {};
  const reason = {
    ...(comment === undefined ? {} : { comment }),
    ...(timeSpent === undefined ? {} : { timeSpent }),
    ...(ticketLink === undefined ? {} : { ticketLink }),
  };
  return Object.keys(reason).length === 0 ? {} : { reason };
}
