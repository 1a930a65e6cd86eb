/** Numbers that look random and are the same in each run (mulberry32). */
export interface Seeded {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** Whether it happens, of a hundred times so often. */
  percent(chance: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** Starts a sequence. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  };
  return {
    below,
    percent: (chance) => below(100) < chance,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new RangeError('There is nothing to pick from.');
      return picked;
    },
  };
}
