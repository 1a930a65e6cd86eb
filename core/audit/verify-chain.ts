import { type AuditRecord, hashOfRecord, noHash } from './audit-record.ts';
import { isSameWriter } from './audit-writer.ts';
import type { BadRecord, ChainEvidence, ChainFault, ChainReport } from './chain-report.ts';
import { parseRecord } from './parse-record.ts';
import { checkpointGaps, type WitnessPoints, witnessPoints } from './witness-points.ts';

/**
 * Verifies a chain against its own hashes and against its witnesses, line by line, and names the first bad record
 * (semantics §6.1). What no witness covers is good as far as its hashes go, and counted as unwitnessed.
 */
export async function verifyChain(evidence: ChainEvidence): Promise<ChainReport> {
  const points = witnessPoints(evidence);
  const walk: Walk = {
    evidence,
    points,
    last: undefined,
    records: 0,
    cutThrough: 0,
    goodPoint: 0,
    setBacks: 0,
  };
  const bad = (await firstBad(walk)) ?? cutOff(walk);
  return reportOf(walk, bad);
}

/** What the walk along the chain knows so far. */
interface Walk {
  readonly evidence: ChainEvidence;
  readonly points: WitnessPoints;
  /** The last good record. */
  last: AuditRecord | undefined;
  records: number;
  cutThrough: number;
  /** The last record that a witness vouches for. */
  goodPoint: number;
  setBacks: number;
}

/** Walks with one line in hand and the next in sight: what follows a record tells which of two is the bad one. */
async function firstBad(walk: Walk): Promise<BadRecord | undefined> {
  let inHand: string | undefined;
  for await (const line of walk.evidence.lines) {
    const bad = inHand === undefined ? undefined : step(walk, inHand, line);
    if (bad !== undefined) return bad;
    inHand = line;
  }
  return inHand === undefined ? undefined : step(walk, inHand, undefined);
}

function step(walk: Walk, line: string, nextLine: string | undefined): BadRecord | undefined {
  const place = walk.last === undefined ? undefined : walk.last.sequence + 1;
  const parsed = parseRecord(line);
  if (!parsed.ok) return badAt(place ?? 1, 'unreadable', `The line of record ${place ?? 1} can not be read.`);
  const record = parsed.value;
  const bad =
    ownFault(walk, record, place) ??
    (walk.last === undefined ? beginningFault(walk, record) : linkFault(walk, walk.last, record, nextLine)) ??
    witnessFault(walk, record, nextLine);
  if (bad === undefined) advance(walk, record);
  return bad;
}

/** What a record is guilty of by itself, wherever it stands. */
function ownFault(walk: Walk, record: AuditRecord, place: number | undefined): BadRecord | undefined {
  const at = place ?? record.sequence;
  if (hashOfRecord(record, walk.evidence.sha256) !== record.hash)
    return badAt(at, 'altered', `The content of record ${at} does not fit its hash.`);
  if (!isSameWriter(record.writer, walk.evidence.writer))
    return badAt(
      at,
      'foreign',
      `Record ${at} comes from another chain: ${record.writer.role} ${record.writer.id}.`,
    );
  return undefined;
}

function beginningFault(walk: Walk, record: AuditRecord): BadRecord | undefined {
  if (record.sequence === 1)
    return record.previous === noHash ? undefined : badAt(1, 'altered', 'Record 1 follows another one.');
  const before = record.sequence - 1;
  const standing = walk.points.checkpoints.find(({ sequence }) => sequence === before);
  if (standing?.hash === record.previous) {
    walk.cutThrough = before;
    walk.goodPoint = before;
    return undefined;
  }
  const message = `The chain begins with record ${record.sequence}, and no checkpoint stands at record ${before}.`;
  return badAt(1, 'missing', message, before);
}

function linkFault(
  walk: Walk,
  last: AuditRecord,
  record: AuditRecord,
  nextLine: string | undefined,
): BadRecord | undefined {
  const place = last.sequence + 1;
  if (record.sequence > place) {
    const message = `Record ${place} is missing in its place; record ${record.sequence} stands there.`;
    return badAt(place, 'missing', message, record.sequence - 1);
  }
  if (record.sequence < place)
    return badAt(place, 'repeated', `Where record ${place} belongs, record ${record.sequence} stands.`);
  if (record.previous === last.hash) return undefined;
  const guilty = isVouchedFor(walk, record, nextLine) ? last.sequence : place;
  const message = `Record ${place} does not follow record ${last.sequence}: record ${guilty} was changed and given a new hash.`;
  return badAt(guilty, 'altered', message);
}

/** Whether a witness or the next record knows this record, so that the one before it must be the changed one. */
function isVouchedFor(walk: Walk, record: AuditRecord, nextLine: string | undefined): boolean {
  if (walk.goodPoint === record.sequence - 1) return false;
  const seen = walk.points.hashesAt.get(record.sequence);
  if (seen !== undefined) return seen.has(record.hash);
  return previousOf(nextLine) === record.hash;
}

function witnessFault(walk: Walk, record: AuditRecord, nextLine: string | undefined): BadRecord | undefined {
  const { sequence } = record;
  const seen = walk.points.hashesAt.get(sequence);
  if (seen === undefined) return undefined;
  if (seen.size > 1)
    return badAt(sequence, 'forked', `Witnesses have seen ${seen.size} different records ${sequence}.`);
  if (seen.has(record.hash)) return undefined;
  const follower = previousOf(nextLine);
  if (follower !== undefined && seen.has(follower))
    return badAt(sequence, 'altered', `Record ${sequence} was changed and given a new hash.`);
  const from = walk.goodPoint + 1;
  const message = `A witness has seen another record ${sequence}: records ${from} to ${sequence} were rewritten, or some of them.`;
  return badAt(from, 'rewritten', message, sequence);
}

function previousOf(line: string | undefined): string | undefined {
  const parsed = line === undefined ? undefined : parseRecord(line);
  return parsed?.ok ? parsed.value.previous : undefined;
}

function advance(walk: Walk, record: AuditRecord): void {
  if (walk.last !== undefined && record.atMs < walk.last.atMs) walk.setBacks++;
  if (walk.points.hashesAt.has(record.sequence)) walk.goodPoint = record.sequence;
  walk.last = record;
  walk.records++;
}

function cutOff(walk: Walk): BadRecord | undefined {
  const end = walk.last?.sequence ?? 0;
  const seen = walk.points.lastSequence;
  if (end >= seen) return undefined;
  const message = `The chain ends at record ${end}, but a witness has seen record ${seen}.`;
  return badAt(end + 1, 'cutOff', message, seen);
}

function badAt(sequence: number, fault: ChainFault, message: string, throughSequence = sequence): BadRecord {
  return { sequence, throughSequence, fault, message };
}

function reportOf(walk: Walk, bad: BadRecord | undefined): ChainReport {
  const lastSequence = walk.last?.sequence ?? 0;
  return {
    writer: walk.evidence.writer,
    isSound: bad === undefined && walk.points.badStatements.length === 0,
    ...(bad === undefined ? {} : { bad }),
    records: walk.records,
    lastSequence,
    cutThroughSequence: walk.cutThrough,
    witnessedThroughSequence: walk.goodPoint,
    unwitnessed: lastSequence - walk.goodPoint,
    badStatements: walk.points.badStatements,
    checkpointGaps: checkpointGaps(walk.points.checkpoints),
    clockSetBacks: walk.setBacks,
  };
}
