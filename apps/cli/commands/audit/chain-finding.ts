import type { AuditWriter, ChainReport } from '@interlock/audit';

/** What was found of one program's chain. */
export type ChainFinding =
  | {
      readonly kind: 'verified';
      readonly role: AuditWriter['role'];
      readonly database: string;
      readonly report: ChainReport;
      /** A record that a search in the audit log would miss: its columns were changed, its line not. */
      readonly misfiled?: number;
    }
  | {
      readonly kind: 'unreadable';
      readonly role: AuditWriter['role'];
      readonly database: string;
      readonly message: string;
    }
  | {
      /** Neither chain nor key is here. */
      readonly kind: 'absent';
      readonly role: AuditWriter['role'];
      readonly database: string;
      /** The newest of its records that a witness has seen; 0: none. */
      readonly seenThroughSequence: number;
    };

/** Whether nothing bad was found. */
export function isWhole(finding: ChainFinding): boolean {
  if (finding.kind === 'verified') return finding.report.isSound && finding.misfiled === undefined;
  return finding.kind === 'absent';
}
