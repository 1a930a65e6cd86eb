/** Lets so much through at once and makes the rest wait in line; the line is bounded too. */
export interface Room {
  /** Takes a place: at once (true), not at all because the line is full (false), or when it is one's turn. */
  enter(): boolean | Promise<true>;
  /** Gives back what {@link enter} took. */
  leave(): void;
}

/** Makes room for `places` at once, with at most `lineMax` waiting. */
export function room(places: number, lineMax: number): Room {
  const line: ((entered: true) => void)[] = [];
  let taken = 0;
  return {
    enter: () => {
      if (taken < places) {
        taken++;
        return true;
      }
      if (line.length >= lineMax) return false;
      return new Promise((resolve) => line.push(resolve));
    },
    leave: () => {
      const next = line.shift();
      if (next === undefined) taken--;
      else next(true);
    },
  };
}
