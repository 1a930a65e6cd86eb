import type { AuditWriter, ChainReport } from '@interlock/audit';
import { printable } from '../../up/up-view.ts';
import { type ChainFinding, isWhole } from './chain-finding.ts';

/** What was found in a witness file. */
export interface WitnessSummary {
  readonly file: string;
  readonly statements: number;
  /** Counted from 1. */
  readonly unreadableLines: readonly number[];
}

const titles: Readonly<Record<AuditWriter['role'], string>> = {
  cockpit: 'Cockpit',
  controller: 'Controller',
  agent: 'Agent',
};

/** A finding in words. */
export function chainLines(finding: ChainFinding): readonly string[] {
  const title = titles[finding.role];
  if (finding.kind === 'unreadable') return [`✗ ${title}: ${finding.message}`];
  if (finding.kind === 'absent') return [`· ${title}: not here${seen(finding.seenThroughSequence)}`];
  const { report, misfiled } = finding;
  const name = `${title} ${printable(report.writer.id)}`;
  if (isWhole(finding)) return [`✓ ${name}: whole · ${counts(report).join(' · ')}`, ...notes(report)];
  return [
    `✗ ${name}: NOT WHOLE · ${counts(report).join(' · ')}`,
    ...faults(report, misfiled),
    ...notes(report),
  ];
}

function seen(through: number): string {
  return through === 0 ? '' : `; a witness has seen its records up to ${through}`;
}

function counts(report: ChainReport): readonly string[] {
  return [
    `${report.records} records${report.bad === undefined ? '' : ' before the bad one'}`,
    `witnessed up to ${report.witnessedThroughSequence}`,
    `${report.unwitnessed} unwitnessed`,
    ...(report.clockSetBacks === 0 ? [] : [`clock set back ${report.clockSetBacks} times`]),
  ];
}

function faults({ bad, badStatements }: ChainReport, misfiled: number | undefined): readonly string[] {
  return [
    ...(bad === undefined
      ? []
      : [`    first bad: record ${range(bad)} (${bad.fault}): ${printable(bad.message)}`]),
    ...(misfiled === undefined
      ? []
      : [`    record ${misfiled} is stored under other columns than its line says: a search may miss it`]),
    ...(badStatements.length === 0
      ? []
      : [`    ${badStatements.length} statements of witnesses are not signed by a key that is trusted here`]),
  ];
}

function range({ sequence, throughSequence }: NonNullable<ChainReport['bad']>): string {
  return sequence === throughSequence ? `${sequence}` : `${sequence} to ${throughSequence}`;
}

function notes(report: ChainReport): readonly string[] {
  return [
    ...(report.cutThroughSequence === 0
      ? []
      : [`    records up to ${report.cutThroughSequence} were removed at a checkpoint that stands`]),
    ...(report.checkpointGaps === 0
      ? []
      : [`    ${report.checkpointGaps} checkpoints follow one that is not in the witness files`]),
  ];
}

/** What a person should know of a witness file; nothing where all is well. */
export function witnessLines({ file, statements, unreadableLines }: WitnessSummary): readonly string[] {
  return [
    ...(statements === 0 ? [`· ${file} holds no statement yet`] : []),
    ...(unreadableLines.length === 0
      ? []
      : [
          `· ${file}: ${unreadableLines.length} lines can not be read, the first is line ${unreadableLines[0]}`,
        ]),
  ];
}
