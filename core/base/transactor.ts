/**
 * A store whose changes are whole: reads at any time, and changes that happen entirely or not at all.
 * `Ports` are the stores that one database holds.
 */
export interface Transactor<Ports> {
  /** For reading, each call by itself. A port that would write here throws. */
  readonly read: Ports;
  /**
   * Runs `work` alone among all changes, and makes everything it did durable before it resolves to what `work`
   * resolved to, a refusal included. When `work` rejects, nothing of it remains: to undo, throw.
   * Work is bounded in time, waits for nothing but its ports, and calls no other change: that is refused.
   *
   * @throws ProblemError StorageUnavailable where the store can not be written, or no turn came in time.
   */
  change<T>(work: (ports: Ports) => Promise<T>): Promise<T>;
}
