import type { Result } from '@interlock/base';
import type { ActInput, ActName, ActResponse, AgentCoupling, OnBehalf } from '@interlock/node-api';
import type { ControllerState } from '@interlock/workflow';

/** The registered Controllers, as the calls see them: a mirror of each one's state, and a way to ask it. */
export interface ControllerGateway {
  /** All that are registered, by id. */
  list(): readonly RegisteredController[];
  find(controllerId: string): RegisteredController | undefined;
}

/** One registered Controller. */
export interface RegisteredController {
  readonly controllerId: string;
  /** Given by the registry, never used again; 1 and up. */
  readonly number: number;
  readonly title: string;
  /** Where it is dialled: `https://host:port`. */
  readonly url: string;
  /** What is known of it at this moment. */
  mirror(): Mirror;
  /** How its Agents are coupled, as it said last. */
  agents(): readonly AgentCoupling[];
  /**
   * Asks it for an act. `ControllerUnreachable` where no answer came: the act may have been done all the same. Any
   * other problem means that nothing was done.
   */
  command<A extends ActName>(
    act: A,
    request: ActInput<A>,
    onBehalf: OnBehalf,
    signal: AbortSignal,
  ): Promise<Result<ActResponse<A>>>;
  /** Resolves when the mirror has this event, or when the signal ends; never rejects. */
  waitFor(eventId: number, signal: AbortSignal): Promise<void>;
}

/** The state of a Controller as far as the Cockpit has heard of it. */
export interface Mirror {
  readonly state: ControllerState;
  /** The last event that the state holds. */
  readonly eventId: number;
  /** The moment of this state: now while it is reached, else when it was last heard of. */
  readonly atMs: number;
  readonly reachable: boolean;
  /** Why it is not reached, in a sentence for people. */
  readonly reason?: string;
  /** The version of its program, and since when it runs; unknown before the first coupling. */
  readonly version?: string;
  readonly startedAtMs?: number;
}
