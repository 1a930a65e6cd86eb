import { foreignLoadMax, isQuiet, type Measured, type Round } from '../run-scenario.ts';
import type { Goal, Scenario } from '../scenario.ts';
import { type Interval, medianInterval } from '../statistics/bootstrap.ts';
import { median } from '../statistics/median.ts';

/** One line of the table. */
export interface Row {
  readonly scenario: string;
  /** The anchor that this line holds ours against. */
  readonly against: string;
  readonly what: string;
  readonly unit: string;
  /** Medians of the rounds. */
  readonly ours: number;
  readonly anchor: number;
  /** The median of ours/anchor, taken round by round, and its interval. */
  readonly ratio: number;
  readonly interval: Interval;
  readonly goal: string;
  /** Whether the worse end of the interval meets the goal; `void` where the run can't tell. */
  readonly pass: 'yes' | 'no' | 'void';
  /** Why the row is void. */
  readonly voidBecause: readonly string[];
  /** The median of twin/ours: 1 where the machine is quiet enough to tell anything. */
  readonly twinRatio: number;
  /** The median of processor time ours/anchor; absent where it can't be read. */
  readonly cpuRatio?: number;
  /** The median of the processors that others kept busy; absent where it can't be read. */
  readonly foreignLoad?: number;
  readonly durability: string;
  readonly rounds: readonly Round[];
}

/** Judges the rounds of a scenario, anchor by anchor. */
export function rowsOf(scenario: Scenario, rounds: readonly Round[]): readonly Row[] {
  return scenario.goals.map((goal) => rowOf(scenario, goal, rounds));
}

function rowOf(scenario: Scenario, { anchor: against, kind, ratio }: Goal, rounds: readonly Round[]): Row {
  const anchorOf = ({ anchors }: Round): Measured => anchors[against] ?? { figure: Number.NaN };
  const ratios = rounds.map((round) => round.ours.figure / anchorOf(round).figure);
  const interval = medianInterval(ratios);
  const twinRatio = median(rounds.map(({ ours, twin }) => twin.figure / ours.figure));
  const voidBecause = faultsOf(rounds, twinRatio, scenario.twinTolerance);
  const cpuRatio = medianOf(rounds, (round) => cpuRatioOf(round.ours, anchorOf(round)));
  const foreignLoad = medianOf(rounds, (round) => round.foreignLoad);
  const isMet = kind === 'atMost' ? interval.high <= ratio : interval.low >= ratio;
  return {
    scenario: scenario.name,
    against,
    what: scenario.what,
    unit: scenario.unit,
    ours: median(rounds.map(({ ours }) => ours.figure)),
    anchor: median(rounds.map((round) => anchorOf(round).figure)),
    ratio: median(ratios),
    interval,
    goal: `${kind === 'atMost' ? '≤' : '≥'} ${ratio}`,
    pass: voidBecause.length > 0 ? 'void' : isMet ? 'yes' : 'no',
    voidBecause,
    twinRatio,
    ...(cpuRatio === undefined ? {} : { cpuRatio }),
    ...(foreignLoad === undefined ? {} : { foreignLoad }),
    durability: scenario.durability,
    rounds,
  };
}

function faultsOf(rounds: readonly Round[], twinRatio: number, tolerance: number): readonly string[] {
  const isTwinOff = Math.abs(twinRatio - 1) > tolerance;
  const loud = rounds.filter((round) => !isQuiet(round)).length;
  return [
    ...(isTwinOff ? [`ours and its twin differ by ${twinRatio.toFixed(2)}`] : []),
    ...(loud > 0
      ? [`others kept more than ${foreignLoadMax} processors busy in ${loud} of ${rounds.length} rounds`]
      : []),
  ];
}

function cpuRatioOf(ours: Measured, anchor: Measured): number | undefined {
  const isKnown = ours.cpuMs !== undefined && anchor.cpuMs !== undefined && anchor.cpuMs > 0;
  return isKnown ? ours.cpuMs / anchor.cpuMs : undefined;
}

function medianOf(rounds: readonly Round[], of: (round: Round) => number | undefined): number | undefined {
  const known = rounds.map(of).filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}
