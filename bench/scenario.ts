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
  /** The raw limits and the peers beside us, by name. */
  readonly anchors: Readonly<Record<string, Arm>>;
}

/** What has to be met beside one anchor; it makes one line of the table. */
export interface Goal {
  /** The anchor's name. */
  readonly anchor: string;
  /** Whether the ratio ours/anchor has to be at most so much, as of a latency, or at least, as of a rate. */
  readonly kind: 'atMost' | 'atLeast';
  readonly ratio: number;
}

/** A comparison that has a goal. */
export interface Scenario {
  readonly name: string;
  /** What is measured, and what the anchors are. */
  readonly what: string;
  readonly unit: 'ms' | '/s' | '/cpu-s';
  /** How many rounds count, after one that does not. */
  readonly rounds: number;
  /** How far ours and its twin may be apart, as a part of one, until the row tells nothing: 0.05 where one process computes, 0.15 where programs work together. */
  readonly twinTolerance: 0.05 | 0.15;
  readonly goals: readonly [Goal, ...Goal[]];
  /** How durable each arm is, so that like is held against like. */
  readonly durability: string;
  /** Starts what is measured; it stays up for all rounds. */
  open(): Promise<Arms>;
}
