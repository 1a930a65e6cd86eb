// Audit records, their chain, its witnesses and its verification. It stores, signs and reads nothing itself.
export { type AuditCategory, auditCategories } from './audit-category.ts';
export type {
  AuditActor,
  AuditEntry,
  AuditOutcome,
  AuditReason,
  AuditTarget,
  AuditTargetKind,
} from './audit-entry.ts';
export { type AuditEventName, auditEvents, isAuditEventName } from './audit-events.ts';
export { auditLogFields } from './audit-log-fields.ts';
export { fitsPattern } from './audit-pattern.ts';
export { fitsFilter } from './audit-query.ts';
export { type AuditRecord, type ChainHead, hashOfRecord, noHash, recordLine } from './audit-record.ts';
export {
  type AuditFilter,
  type AuditFolder,
  type AuditStore,
  type AuditView,
  auditQueryLimitMax,
  type StoredAuditRecord,
} from './audit-store.ts';
export { type AuditWriter, isSameWriter } from './audit-writer.ts';
export { auditTextLengthMax, boundedEntry } from './bounded-entry.ts';
export type { BadRecord, ChainEvidence, ChainFault, ChainReport, VerifyStatement } from './chain-report.ts';
export { chainResumptionFault } from './chain-resumption.ts';
export {
  type Checkpoint,
  type SeenHead,
  type SignedStatement,
  signerOf,
  statementText,
  type WitnessStatement,
} from './checkpoint.ts';
export {
  checkpointAgeMs,
  checkpointAt,
  checkpointDueInMs,
  checkpointRecords,
  type Unwitnessed,
} from './checkpoint-due.ts';
export { parseRecord } from './parse-record.ts';
export {
  type CountedRefusal,
  type RefusalCounter,
  type RefusalCounting,
  refusalCounter,
} from './refusal-counter.ts';
export { retentionCut } from './retention-cut.ts';
export { type Sealing, sealRecord, sealRecords } from './seal-record.ts';
export { verifyChain } from './verify-chain.ts';
export { parseWitnessLine, witnessLine } from './witness-line.ts';
export { writeAudit } from './write-audit.ts';
