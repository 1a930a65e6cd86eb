/** A program that was given a join token and has not used it. */
export interface PendingJoin {
  readonly role: 'controller' | 'agent';
  /** The id of the program; with the role it is the key. */
  readonly id: string;
  /** The Controller that will dial an Agent. */
  readonly controllerId?: string;
  /** Where it waits: `host:port`. */
  readonly address: string;
  /** The token, sealed by whoever stores it; never in clear (semantics §4.6, §7.1). */
  readonly sealedToken: string;
  readonly expiresAtMs: number;
}

/** Keeps the join tokens that are not used yet. Fulfilled by `@interlock/store`, and by a fake. */
export interface JoinTokenStore {
  /** All, by role and id. */
  list(): Promise<readonly PendingJoin[]>;
  /** Inserts, or replaces the one of this program. */
  save(pending: PendingJoin): Promise<void>;
  /** Erases the token of a program; harmless where there is none. */
  remove(role: PendingJoin['role'], id: string): Promise<void>;
}
