/** What the cookies of an installation are called; the prefix binds them to this host, to HTTPS and to `/`. */
export interface CookieNames {
  readonly session: string;
  /** Marks a known device; it logs nobody in (semantics §3.4). */
  readonly device: string;
}

/** Seconds that the mark of a known device lasts. */
export const deviceMarkSeconds = 90 * 24 * 3600;

/** The names for an installation, so that two of them on one host do not meet. */
export function cookieNames(installation: string): CookieNames {
  if (!/^[a-z0-9-]{1,63}$/.test(installation)) throw new Error('The installation is no DNS label.');
  return { session: `__Host-interlock-${installation}`, device: `__Host-interlock-${installation}-device` };
}

/**
 * The value of a cookie. A name that stands twice has no value: one of the two was put there by somebody else.
 *
 * @param header the header `Cookie`, as it came.
 */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  const [value] = values;
  return values.length === 1 && value !== undefined ? value.slice(name.length + 1) : undefined;
}
