import { median, quantile } from './median.ts';

/** An interval that holds the median with 95 % confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const resamples = 2_000;

/** The bootstrap interval of the median: resampled with replacement, from a fixed seed so that a report can be made again. */
export function medianInterval(values: readonly number[], seed = 1): Interval {
  const random = generator(seed);
  const medians = Array.from({ length: resamples }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)] as number)),
  );
  return { low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}

/** Numbers from 0 to below 1 from a seed (a linear congruence with the constants of Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
