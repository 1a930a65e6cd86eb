import type { StoredAuditRecord } from '@interlock/audit';
import type { ResponseOf } from '@interlock/cockpit-api';
import { isoTime } from './iso-time.ts';

/** The longest parameters that are shown, in UTF-16 code units, as JS7 cuts them. */
const parametersLengthMax = 4_096;

/** A record of the audit trail as JS7 shows it. An intent without outcome is shown as unknown. */
export function auditItem({ id, record }: StoredAuditRecord): ResponseOf<'audit_log'>['auditLog'][number] {
  const { target, reason } = record;
  const parameters = JSON.stringify({
    target: { kind: target.kind, id: target.id, folder: target.folder },
    ...record.details,
  });
  return {
    id,
    account: record.actor.account,
    request: record.request === undefined ? '' : `.${record.request}`,
    created: isoTime(record.atMs),
    category: record.category,
    ...(target.controllerId === undefined ? {} : { controllerId: target.controllerId }),
    ...(reason?.comment === undefined ? {} : { comment: reason.comment }),
    parameters: parameters.slice(0, parametersLengthMax),
    ...(reason?.timeSpent === undefined ? {} : { timeSpent: reason.timeSpent }),
    ...(reason?.ticketLink === undefined ? {} : { ticketLink: reason.ticketLink }),
    ...(record.actor.identityService === undefined ? {} : { identityService: record.actor.identityService }),
    event: record.action,
    outcome: record.outcome === 'intended' ? 'unknown' : record.outcome,
  };
}
