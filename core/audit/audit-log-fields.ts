import type { AuditRecord } from './audit-record.ts';

/** The fields of a record's line in a technical log: who, from where, what, and what came of it. */
export function auditLogFields(record: AuditRecord): Readonly<Record<string, unknown>> {
  const { actor, target, outcome, reasonCode, request, reason, correlation, details, sequence, atMs } =
    record;
  return {
    outcome,
    ...(reasonCode === undefined ? {} : { reasonCode }),
    account: actor.account,
    actor: actor.kind,
    ...(actor.identityService === undefined ? {} : { identityService: actor.identityService }),
    ...(actor.address === undefined ? {} : { address: actor.address }),
    target: `${target.kind} ${target.id}`,
    ...(target.controllerId === undefined ? {} : { controllerId: target.controllerId }),
    ...(request === undefined ? {} : { request }),
    ...reason,
    ...(correlation === undefined ? {} : { requestId: correlation }),
    ...(details === undefined ? {} : { details }),
    sequence,
    recordedAtMs: atMs,
  };
}
