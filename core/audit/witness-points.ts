import { isSameWriter } from './audit-writer.ts';
import type { ChainEvidence } from './chain-report.ts';
import { type Checkpoint, type SignedStatement, signerOf, statementText } from './checkpoint.ts';

/** What good witnesses have seen of one chain. */
export interface WitnessPoints {
  /** The hashes that were seen at a sequence; more than one means a fork. */
  readonly hashesAt: ReadonlyMap<number, ReadonlySet<string>>;
  /** The writer's own checkpoints, in order; a retention cut needs one. */
  readonly checkpoints: readonly Checkpoint[];
  readonly lastSequence: number;
  readonly badStatements: readonly number[];
}

/** Collects the statements on a chain whose signatures are good. */
export function witnessPoints(evidence: ChainEvidence): WitnessPoints {
  const hashesAt = new Map<number, Set<string>>();
  const checkpoints: Checkpoint[] = [];
  const badStatements: number[] = [];
  let lastSequence = 0;
  evidence.witness.forEach((signed, at) => {
    const { statement } = signed;
    if (!isSameWriter(statement.writer, evidence.writer)) return;
    if (!isGood(signed, evidence)) {
      badStatements.push(at);
      return;
    }
    const hashes = hashesAt.get(statement.sequence) ?? new Set();
    hashesAt.set(statement.sequence, hashes.add(statement.hash));
    if (statement.kind === 'checkpoint') checkpoints.push(statement);
    lastSequence = Math.max(lastSequence, statement.sequence);
  });
  checkpoints.sort((a, b) => a.sequence - b.sequence);
  return { hashesAt, checkpoints, lastSequence, badStatements };
}

function isGood({ statement, keyId, signature }: SignedStatement, { verify }: ChainEvidence): boolean {
  return verify(signerOf(statement), keyId, statementText(statement), signature);
}

/** How many checkpoints name a predecessor that is not there. */
export function checkpointGaps(checkpoints: readonly Checkpoint[]): number {
  return checkpoints.filter((checkpoint, at) => {
    const before = checkpoints[at - 1]?.sequence ?? 0;
    return checkpoint.sequence !== before && checkpoint.sequence - checkpoint.count !== before;
  }).length;
}
