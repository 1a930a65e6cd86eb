/** One way to do the work of a scenario. */
export interface Arm {
  /** Does one portion of the work and gives its figure, in the scenario's unit. Rejects where the work came out wrong. */
  measure(): Promise<number>;
  /** Ends all that was started for it. */
  close(): Promise<void>;
}

/** Who is measured in each round. */
export interface Arms {
  readonly ours: Arm;
  /** The same as ours in processes of its own: how far it is from ours shows what this machine can tell apart. */
  readonly twin: Arm;
  /** The raw limit or the peer beside us. */
  readonly anchor: Arm;
}

/** A comparison that has a goal. */
export interface Scenario {
  readonly name: string;
  /** What is measured, and what the anchor is. */
  readonly what: string;
  readonly unit: 'ms' | '/s';
  /** How many rounds count, after one that does not. */
  readonly rounds: number;
  /** The ratio ours/anchor that has to be met: at most for a latency, at least for a rate. */
  readonly goal: { readonly kind: 'atMost' | 'atLeast'; readonly ratio: number };
  /** How durable each arm is, so that like is held against like. */
  readonly durability: string;
  /** Starts what is measured; it stays up for all rounds. */
  open(): Promise<Arms>;
}
