import { setTimeout as delay } from 'node:timers/promises';
import type { SeededRandom } from './random.ts';
import { programs, type World } from './world.ts';

/** A kill as it is planned. */
export interface PlannedKill {
  readonly program: (typeof programs)[number];
  /** When so many steps have begun in the round, or so long after the kill before. */
  readonly when: { readonly steps: number } | { readonly milliseconds: number };
  /** A relay that keeps back the answers of its hop for some time before the kill. */
  readonly withheld?: { readonly hop: 'hop2' | 'hop3'; readonly milliseconds: number };
}

/** A kill as it happened. */
export interface Killed {
  readonly atMs: number;
  readonly what: string;
}

/** Of the about 800 steps that must not run twice, the last of these is one at which a kill may come. */
const stepsMax = 550;

/**
 * Each program is killed once while steps begin, at counts drawn from the seed, and perhaps one of them a second time;
 * and perhaps one is killed again when it has only just been started again. Half of the kills come after withheld
 * answers.
 */
export function killingPlan(random: SeededRandom): readonly PlannedKill[] {
  const more = random.next() < 0.5 ? [random.pick(programs)] : [];
  const kills = [...programs, ...more]
    .map((program) => ({ program, steps: random.between(10, stepsMax) }))
    .sort((a, b) => a.steps - b.steps)
    .map(({ program, steps }) => planned(program, { steps }, random));
  if (random.next() < 0.5) return kills;
  const at = random.between(0, kills.length - 1);
  const again = kills.slice(at, at + 1).map(({ program }) => {
    return planned(program, { milliseconds: random.between(600, 2_000) }, random);
  });
  return kills.toSpliced(at + 1, 0, ...again);
}

function planned(
  program: PlannedKill['program'],
  when: PlannedKill['when'],
  random: SeededRandom,
): PlannedKill {
  if (random.next() < 0.5) return { program, when };
  const withheld = { hop: random.pick(['hop2', 'hop3'] as const), milliseconds: random.between(20, 500) };
  return { program, when, withheld };
}

/** How long the steps for the next kill may be waited for, in milliseconds; then it comes all the same. */
const stepsMilliseconds = 15_000;

/** How long a program may take to be started again, in milliseconds. */
const restartMilliseconds = 15_000;

/** Kills as planned. A program that is just not running is killed as soon as it runs again. */
export async function kill(
  world: World,
  plan: readonly PlannedKill[],
  stepsBegun: () => number,
): Promise<readonly Killed[]> {
  const began = Date.now();
  const killed: Killed[] = [];
  for (const { program, when, withheld } of plan) {
    if ('milliseconds' in when) await delay(when.milliseconds);
    else await within(stepsMilliseconds, () => stepsBegun() >= when.steps);
    if (withheld !== undefined) {
      world[withheld.hop].withhold();
      await delay(withheld.milliseconds);
    }
    if (!(await within(restartMilliseconds, () => world.kill(program))))
      throw new Error(`The ${program} was not started again within 15 s.`);
    const atMs = Date.now();
    if (withheld !== undefined) world[withheld.hop].reset();
    const place = 'steps' in when ? `at step ${when.steps}` : `${when.milliseconds} ms later`;
    const behind =
      withheld === undefined ? '' : ` after ${withheld.milliseconds} ms without answers on ${withheld.hop}`;
    killed.push({ atMs, what: `${program} ${place}${behind}, ${atMs - began} ms` });
  }
  return killed;
}

async function within(milliseconds: number, isDone: () => boolean): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (!isDone()) {
    if (Date.now() > until) return false;
    await delay(20);
  }
  return true;
}
