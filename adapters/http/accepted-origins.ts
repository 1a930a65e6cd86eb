/** The origins from which the Cockpit's own page may call (semantics §8.1). Never taken from a request. */
export interface AcceptedOrigins {
  has(origin: string): boolean;
  /** The host of the public address. */
  readonly publicHost: string;
}

/** The origin of the public address, and, while the HTTP listener is open, the two names of loopback. */
export function acceptedOrigins(publicUrl: URL, httpPort: number | undefined): AcceptedOrigins {
  const origins = new Set([publicUrl.origin]);
  if (httpPort !== undefined)
    for (const host of ['localhost', '127.0.0.1']) origins.add(new URL(`http://${host}:${httpPort}`).origin);
  return { has: (origin) => origins.has(origin), publicHost: publicUrl.hostname };
}
