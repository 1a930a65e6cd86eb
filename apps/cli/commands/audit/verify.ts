import {
  type AuditWriter,
  type ChainReport,
  type SignedStatement,
  type VerifyStatement,
  verifyChain,
} from '@interlock/audit';
import { CliFault } from '../../client/cli-fault.ts';
import { type CommandContext, printResult } from '../../client/command-context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import type { AuditKey, AuditPorts } from './audit-ports.ts';
import { type ChainFinding, isWhole } from './chain-finding.ts';
import { chainLines, type WitnessSummary, witnessLines } from './chain-lines.ts';
import { type OpenPlace, openPlaces } from './open-places.ts';
import { ownKeys, readKeyFiles } from './trusted-keys.ts';

/** Options of `interlock audit verify`. */
export interface AuditVerifyOptions {
  /** The data folder; default: the one that the settings name. */
  readonly data?: string;
  /** Files of public keys that are trusted in place of the programs' own. */
  readonly keys?: readonly string[];
  /** Witness files in place of those that the settings name. */
  readonly witness?: readonly string[];
}

/**
 * Verifies the audit chains of a data folder against their witnesses, whether the programs run or not.
 *
 * @returns 0 where all chains are whole, 1 where one is not.
 * @throws CliFault 3 where there is none.
 */
export async function auditVerifyCommand(
  context: CommandContext,
  ports: AuditPorts,
  options: AuditVerifyOptions,
): Promise<ExitCode> {
  const places = openPlaces(ports, options.data);
  try {
    const keys =
      options.keys === undefined ? await ownKeys(ports, places) : readKeyFiles(ports, options.keys);
    // The witnesses before the lines: what a running program adds meanwhile is in its chain before it is witnessed.
    const witness = await readWitnesses(ports, options.witness ?? places.map((place) => place.witnessFile));
    const evidence = { witness: witness.statements, verify: ports.verifier(keys), keys };
    const findings: ChainFinding[] = [];
    for (const place of places) findings.push(await findingOf(ports, place, evidence));
    return tell(context, findings, witness.files, options.keys);
  } finally {
    for (const place of places) place.close();
  }
}

function tell(
  context: CommandContext,
  findings: readonly ChainFinding[],
  witnessFiles: readonly WitnessSummary[],
  keyFiles: readonly string[] | undefined,
): ExitCode {
  const found = findings.filter(({ kind }) => kind !== 'absent');
  if (found.length === 0)
    throw new CliFault(exitCodes.notFound, `There is no audit trail: ${findings[0]?.database} is not there.`);
  const whole = found.every(isWhole);
  const keys = keyFiles ?? 'own';
  printResult(context, { isWhole: whole, keys, chains: findings, witnessFiles }, [
    ...findings.flatMap(chainLines),
    ...witnessFiles.flatMap(witnessLines),
    ...(keyFiles === undefined
      ? [
          "· Verified with the programs' own keys; those that an auditor keeps (audit keys, --keys) prove more.",
        ]
      : []),
    whole ? 'The audit trail is whole.' : 'THE AUDIT TRAIL IS NOT WHOLE.',
  ]);
  return whole ? exitCodes.done : exitCodes.failed;
}

async function readWitnesses(ports: AuditPorts, files: readonly string[]) {
  const statements: SignedStatement[] = [];
  const summaries: WitnessSummary[] = [];
  for (const file of new Set(files)) {
    const content = await ports.readWitness(file);
    statements.push(...content.statements);
    const { unreadableLines } = content;
    summaries.push({ file, statements: content.statements.length, unreadableLines });
  }
  return { statements, files: summaries };
}

interface Evidence {
  readonly witness: readonly SignedStatement[];
  readonly verify: VerifyStatement;
  readonly keys: readonly AuditKey[];
}

async function findingOf(ports: AuditPorts, place: OpenPlace, evidence: Evidence): Promise<ChainFinding> {
  const { role, database, chain } = place;
  if (!chain.ok) return { kind: 'unreadable', role, database, message: chain.problem.message };
  if (chain.value === undefined) return absence(ports, place, evidence);
  const { writer } = chain.value;
  try {
    const report = await reportOn(ports, writer, chain.value.lines(), evidence);
    const misfiled = chain.value.misfiled();
    return { kind: 'verified', role, database, report, ...(misfiled === undefined ? {} : { misfiled }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'unreadable', role, database, message: `${database} can not be read: ${message}.` };
  }
}

function reportOn(
  { sha256 }: AuditPorts,
  writer: AuditWriter,
  lines: Iterable<string>,
  { witness, verify }: Evidence,
): Promise<ChainReport> {
  return verifyChain({ writer, lines, witness, verify, sha256 });
}

/** A chain that is not here may be on another machine; it is missing where its key is here, or is known to the auditor. */
async function absence(ports: AuditPorts, place: OpenPlace, evidence: Evidence): Promise<ChainFinding> {
  const { role, database, keyFile } = place;
  for (const { writer } of evidence.keys.filter((key) => key.writer.role === role)) {
    const report = await reportOn(ports, writer, [], evidence);
    if (!report.isSound) return { kind: 'verified', role, database, report };
  }
  const key = await ports.readPublicKey(keyFile);
  if (!key.ok || key.value !== undefined)
    return {
      kind: 'unreadable',
      role,
      database,
      message: `${database} is missing, and its key is at ${keyFile}.`,
    };
  const seen = evidence.witness.filter(({ statement }) => statement.writer.role === role);
  const seenThroughSequence = Math.max(0, ...seen.map(({ statement }) => statement.sequence));
  return { kind: 'absent', role, database, seenThroughSequence };
}
