/** What may be read at once of large bodies, so that memory is bounded whatever is sent. */
export interface BodyPlaces {
  /**
   * Takes a place for a body before it is read.
   *
   * @param account whose place it is.
   * @param bytes how large it is, or may become.
   * @returns what gives the place back, or undefined where too much is being read already.
   */
  take(account: string, bytes: number): (() => void) | undefined;
}

/** The limits, in bytes. */
export interface BodyPlaceLimits {
  /** Up to this size a body needs no place: small calls of others go on whatever is uploaded. */
  readonly smallBytesMax: number;
  /** What one account may have read at once; one body of any size is always taken. */
  readonly accountBytesMax: number;
  /** What all accounts together may have read at once. */
  readonly totalBytesMax: number;
}

const megabyte = 1024 * 1024;

/** The limits of the Cockpit: four of the largest bodies for each account, thirty-two in all. */
export const bodyPlaceLimits: BodyPlaceLimits = {
  smallBytesMax: 64 * 1024,
  accountBytesMax: 16 * megabyte,
  totalBytesMax: 128 * megabyte,
};

/** Whether a body of so many bytes needs no place. */
export function isSmallBody(bytes: number, limits: BodyPlaceLimits = bodyPlaceLimits): boolean {
  return bytes <= limits.smallBytesMax;
}

/** Counts the bodies that are being read or worked on. */
export function bodyPlaces(limits: BodyPlaceLimits = bodyPlaceLimits): BodyPlaces {
  const held = new Map<string, number>();
  let total = 0;
  const add = (account: string, bytes: number): void => {
    const now = (held.get(account) ?? 0) + bytes;
    total += bytes;
    if (now === 0) held.delete(account);
    else held.set(account, now);
  };
  return {
    take(account, bytes) {
      if (isSmallBody(bytes, limits)) return () => undefined;
      const own = held.get(account) ?? 0;
      const isTooMuch = own > 0 && own + bytes > limits.accountBytesMax;
      if (isTooMuch || (total > 0 && total + bytes > limits.totalBytesMax)) return undefined;
      add(account, bytes);
      let isHeld = true;
      return () => {
        if (isHeld) add(account, -bytes);
        isHeld = false;
      };
    },
  };
}
