import type { Clock } from '@interlock/base';

/** One timer on the wall clock. */
export interface Alarm {
  /** Rings once at this time, or as soon as possible where it is past. It takes the place of the time set before; undefined: never. */
  set(atMs: number | undefined, ring: () => void): void;
}

/** How long a timer runs before it looks at the clock again, in milliseconds: clocks are set, machines sleep. */
const lookAgainMs = 60_000;

/** An alarm over the timers of Node, which can't wait longer than 24 days and know nothing of a clock that is set. */
export function systemAlarm(clock: Clock): Alarm {
  let timer: NodeJS.Timeout | undefined;
  const set: Alarm['set'] = (atMs, ring) => {
    clearTimeout(timer);
    if (atMs === undefined) return;
    const leftMs = Math.max(0, atMs - clock.now());
    timer = setTimeout(() => (clock.now() >= atMs ? ring() : set(atMs, ring)), Math.min(leftMs, lookAgainMs));
  };
  return { set };
}
