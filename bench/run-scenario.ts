import { type CpuTimes, readCpuTimes } from './machine/cpu-times.ts';
import { type Row, rowsOf } from './report/row.ts';
import type { Arm, Arms, Scenario } from './scenario.ts';

/** What an arm gave in one round. */
export interface Measured {
  readonly figure: number;
  /** Processor time of all processes of this run meanwhile, in milliseconds; absent where it can't be read. */
  readonly cpuMs?: number;
}

/** One round: every arm once, one after the other. */
export interface Round {
  readonly ours: Measured;
  readonly twin: Measured;
  readonly anchors: Readonly<Record<string, Measured>>;
  /** How many processors others kept busy during the round; absent where it can't be read. */
  readonly foreignLoad?: number;
}

/** With more than so many processors busy with something else a round shows the others, and is not counted. */
export const foreignLoadMax = 0.3;

/** So many times the rounds that count are tried at most until enough of them were quiet. */
const triesPerRound = 3;

/**
 * Measures a scenario: all arms in each round, the order rotated, the first round dropped. Rounds in which others were
 * busy are repeated; where there are never enough quiet ones, the quietest count and the row says so.
 */
export async function runScenario(
  scenario: Scenario,
  cpuTimes: () => CpuTimes | undefined = readCpuTimes,
): Promise<readonly Row[]> {
  const arms = await scenario.open();
  try {
    await measureRound(arms, 0, cpuTimes);
    const rounds: Round[] = [];
    const isEnough = () => rounds.filter(isQuiet).length >= scenario.rounds;
    for (let count = 1; count <= scenario.rounds * triesPerRound && !isEnough(); count += 1)
      rounds.push(await measureRound(arms, count, cpuTimes));
    return rowsOf(scenario, quietest(rounds, scenario.rounds));
  } finally {
    for (const [, arm] of armsInOrder(arms)) await arm.close();
  }
}

/** Whether others left the machine to this round. */
export function isQuiet({ foreignLoad = 0 }: Pick<Round, 'foreignLoad'>): boolean {
  return foreignLoad <= foreignLoadMax;
}

// Chosen by what others did, never by what was measured.
function quietest(rounds: readonly Round[], count: number): readonly Round[] {
  return [...rounds]
    .sort((one, other) => (one.foreignLoad ?? 0) - (other.foreignLoad ?? 0))
    .slice(0, count)
    .sort((one, other) => rounds.indexOf(one) - rounds.indexOf(other));
}

/** All arms with what to put their figure under, ours and its twin as far apart as can be. */
function armsInOrder({ ours, twin, anchors }: Arms): readonly (readonly [name: string, arm: Arm])[] {
  return [['ours', ours], ...Object.entries(anchors), ['twin', twin]];
}

async function measureRound(arms: Arms, count: number, cpuTimes: () => CpuTimes | undefined): Promise<Round> {
  const order = armsInOrder(arms);
  const measured = new Map<Arm, Measured>();
  const startedAtMs = performance.now();
  const before = cpuTimes();
  for (let at = 0; at < order.length; at += 1) {
    const arm = order[(at + count) % order.length]?.[1] ?? arms.ours;
    measured.set(arm, await measureArm(arm, cpuTimes));
  }
  const foreignLoad = foreignLoadBetween(before, cpuTimes(), performance.now() - startedAtMs);
  const figureOf = (arm: Arm): Measured => measured.get(arm) ?? { figure: Number.NaN };
  return {
    ours: figureOf(arms.ours),
    twin: figureOf(arms.twin),
    anchors: Object.fromEntries(Object.entries(arms.anchors).map(([name, arm]) => [name, figureOf(arm)])),
    ...(foreignLoad === undefined ? {} : { foreignLoad }),
  };
}

async function measureArm(arm: Arm, cpuTimes: () => CpuTimes | undefined): Promise<Measured> {
  const before = cpuTimes();
  const figure = await arm.measure();
  const after = cpuTimes();
  if (before === undefined || after === undefined) return { figure };
  return { figure, cpuMs: after.ownMs - before.ownMs };
}

function foreignLoadBetween(
  before: CpuTimes | undefined,
  after: CpuTimes | undefined,
  ms: number,
): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  const foreignMs = after.machineMs - before.machineMs - (after.ownMs - before.ownMs);
  return Math.max(0, foreignMs) / ms;
}
