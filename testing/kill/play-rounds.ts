import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { badAuditChains } from './audit-chains.ts';
import { type Counts, isClean } from './judge.ts';
import { processesLeftOver } from './left-over.ts';
import { playRound, type RoundReport } from './round.ts';
import { programs, startWorld, type World } from './world.ts';

/** What is to be played. */
export interface Rounds {
  readonly count: number;
  /** Round n is played with this number plus n. */
  readonly seed: number;
  /** Takes a line for a person. */
  readonly print: (line: string) => void;
}

/** Plays rounds in one world; after a failed one the world is kept and a new one begun. @returns how many failed. */
export async function playRounds(rounds: Rounds): Promise<number> {
  const { count, print, seed } = rounds;
  print(`${count} rounds, seed ${seed}`);
  const reports: RoundReport[] = [];
  let failed = 0;
  for (let played = 0; played < count; ) {
    const outcome = await playWorld(rounds, played);
    reports.push(...outcome.reports);
    played = outcome.played;
    failed += outcome.failed;
  }
  print(`in all: ${textOfCounts(sumOf(reports))}`);
  return failed;
}

interface Outcome {
  /** How many rounds have been played by now. */
  readonly played: number;
  readonly reports: readonly RoundReport[];
  /** Failed rounds, and what was wrong with the world as a whole. */
  readonly failed: number;
}

/** Plays in a new world until the rounds are over or one has failed; then looks at what only its end shows. */
async function playWorld(rounds: Rounds, before: number): Promise<Outcome> {
  const { count, print } = rounds;
  const world = await startWorld();
  const reports: RoundReport[] = [];
  let played = before;
  let isGood = true;
  for (let round = 1; isGood && played < count; round += 1) {
    played += 1;
    const report = await playPrinted(world, round, played, rounds);
    if (report !== undefined) reports.push(report);
    isGood = report !== undefined && isClean(report.faults);
  }
  await world.stop();
  const wrong = await wrongWithWorld(world);
  for (const line of wrong) print(`FAILED ${line}`);
  const failed = (isGood ? 0 : 1) + wrong.length;
  if (failed === 0) rmSync(world.dataRoot, { recursive: true, force: true });
  else print(`kept: ${world.dataRoot}`);
  return { played, reports, failed };
}

/** Undefined where it could not be played to its end. */
async function playPrinted(
  world: World,
  round: number,
  number: number,
  { print, seed }: Rounds,
): Promise<RoundReport | undefined> {
  try {
    const report = await playRound(world, round, seed + number);
    print(`${isClean(report.faults) ? 'ok    ' : 'FAILED'} round ${number} ${textOf(report)}`);
    return report;
  } catch (error) {
    const why = error instanceof Error ? error.stack : String(error);
    print(`FAILED round ${number} seed ${seed + number}: ${why}`);
    return undefined;
  }
}

/** How many of each list of faults are printed. */
const shownMax = 3;

/** Programs that ended by themselves or live on, audit chains that do not verify, and errors in the technical logs. */
async function wrongWithWorld(world: World): Promise<readonly string[]> {
  const left = await processesLeftOver(world.dataRoot);
  return [
    ...world.incidents,
    ...left.map((pid) => `process ${pid} lives on after the end of the world`),
    ...(await badAuditChains(world.dataRoot)),
    ...programs.flatMap((program) => errorsOf(program, join(world.dataRoot, program, 'logs'))),
  ];
}

/** A kill is no error of those who live on: they may warn. */
function errorsOf(program: string, logs: string): readonly string[] {
  // The one that is written, and those that it was before.
  const files = readdirSync(logs).filter((name) => name.startsWith(`${program}.`));
  if (files.length === 0) return [`${program} has written no log`];
  const lines = files.flatMap((name) => readFileSync(join(logs, name), 'utf8').split('\n'));
  const errors = lines.filter((line) => line.includes('"level":"error"'));
  if (errors.length === 0) return [];
  return [`${program} has logged ${errors.length} errors, such as ${errors.slice(0, shownMax).join('\n  ')}`];
}

function textOf({ counts, faults, kills, seconds, seed }: RoundReport): string {
  const lists = Object.entries(faults)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => `\n  ${name}: ${list.length}, such as ${list.slice(0, shownMax).join('; ')}`);
  const killed = kills.map((each) => `\n  killed ${each}`);
  return `seed ${seed}, ${seconds} s: ${textOfCounts(counts)}${killed.join('')}${lists.join('')}`;
}

function textOfCounts(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function sumOf(reports: readonly RoundReport[]): Counts {
  const none: Counts = {
    orders: 0,
    succeeded: 0,
    failedAsLost: 0,
    steps: 0,
    stepsLost: 0,
    stepsRepeated: 0,
    events: 0,
  };
  return reports.reduce((sum, { counts }) => added(sum, counts), none);
}

function added(one: Counts, other: Counts): Counts {
  return {
    orders: one.orders + other.orders,
    succeeded: one.succeeded + other.succeeded,
    failedAsLost: one.failedAsLost + other.failedAsLost,
    steps: one.steps + other.steps,
    stepsLost: one.stepsLost + other.stepsLost,
    stepsRepeated: one.stepsRepeated + other.stepsRepeated,
    events: one.events + other.events,
  };
}
