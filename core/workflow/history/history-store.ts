import type { FolderPath, ObjectPath } from '@interlock/base';
import type { Position } from '../format/position.ts';
import type { NamedValues } from '../format/value.ts';
import type { OrderId } from '../orders/order.ts';
import type { Outcome } from '../orders/outcome.ts';

/**
 * What became of orders and steps, with their logs: a projection of the Controllers' events, kept by the Cockpit, each
 * event taken exactly once. Fulfilled by `@interlock/store`, and by a fake in tests.
 */
export interface HistoryStore {
  /** How far the events of a Controller are taken over; undefined for one that is not known yet. */
  cursor(controllerId: string): Promise<HistoryCursor | undefined>;
  /**
   * Writes the changes of a run of events and moves the cursor, in one transaction. Rejects, writing nothing, when the
   * cursor does not stand at `batch.after`: then the same events came twice, or a gap was to be made.
   */
  project(batch: HistoryBatch): Promise<void>;
  /** Orders, the latest start first. Children stand under their parent's row and not by themselves. */
  orders(filter: OrderHistoryFilter): Promise<readonly OrderHistoryRow[]>;
  /** One row; by order id the latest of it. */
  order(key: OrderHistoryKey): Promise<OrderHistoryRow | undefined>;
  /** The rows of an order's children and theirs, by start. */
  descendants(historyId: number): Promise<readonly OrderHistoryRow[]>;
  /** Steps, the latest start first. */
  steps(filter: StepHistoryFilter): Promise<readonly StepHistoryRow[]>;
  step(taskId: number): Promise<StepHistoryRow | undefined>;
  /** The log of an order and all its children in the order of events, after `eventId`, at most `countMax` lines. */
  orderLog(historyId: number, after: number, countMax: number): Promise<readonly OrderLogLine[]>;
  /** The output of a step in the order of events, after `eventId`, at most `countMax` chunks. */
  stepLog(taskId: number, after: number, countMax: number): Promise<readonly LogChunk[]>;
  /** How many orders ended since `fromMs`, by how. */
  countEnded(controllerId: string, fromMs: number, toMs: number): Promise<EndedCounts>;
}

/** How far the events of a Controller are taken over. */
export interface HistoryCursor {
  /** The journal that the number belongs to. */
  readonly journalId: string;
  readonly eventId: number;
}

/** The changes of a run of events. */
export interface HistoryBatch {
  readonly controllerId: string;
  /** Where the cursor has to stand; undefined for a Controller that is not known yet. */
  readonly after: HistoryCursor | undefined;
  readonly upTo: HistoryCursor;
  readonly changes: readonly HistoryChange[];
}

/** A change of the history. An order is meant by its id: the latest row with that id. */
export type HistoryChange =
  | {
      readonly kind: 'orderAdded';
      readonly orderId: OrderId;
      /** The order that forked it; its row exists. */
      readonly parentId?: OrderId;
      readonly workflowPath: ObjectPath;
      readonly versionId: string;
      readonly arguments: NamedValues;
      readonly scheduledForMs?: number;
      readonly account: string;
      readonly atMs: number;
      readonly position: Position;
    }
  | { readonly kind: 'orderStarted'; readonly orderId: OrderId; readonly atMs: number }
  /**
   * A change of what the row shows: the place, and the state by the name of the order's state. A failed order has not
   * ended, and yet it has come out as failed until a person resumes it.
   */
  | {
      readonly kind: 'orderMoved';
      readonly orderId: OrderId;
      readonly position: Position;
      readonly state: OrderHistoryState;
      readonly result: 'incomplete' | 'failed';
    }
  | {
      readonly kind: 'orderEnded';
      readonly orderId: OrderId;
      readonly position: Position;
      readonly state: 'finished' | 'cancelled';
      readonly result: HistoryResult;
      readonly atMs: number;
    }
  | {
      readonly kind: 'stepStarted';
      readonly stepId: string;
      readonly orderId: OrderId;
      readonly workflowPath: ObjectPath;
      readonly versionId: string;
      readonly position: Position;
      readonly jobName: string;
      readonly label: string;
      readonly criticality: string;
      readonly agentId: string;
      readonly arguments: NamedValues;
      /** Counted from 1. */
      readonly tryCount: number;
      readonly atMs: number;
    }
  | {
      readonly kind: 'stepEnded';
      readonly stepId: string;
      readonly outcome: Outcome;
      readonly droppedBytes: number;
      readonly atMs: number;
    }
  /** A line of the order's log. */
  | ({ readonly kind: 'logged'; readonly orderId: OrderId } & Omit<OrderLogLine, 'orderId' | 'taskId'> & {
        readonly stepId?: string;
      })
  /** Output of a step. */
  | ({ readonly kind: 'outputWritten'; readonly stepId: string } & LogChunk);

/** What the row of an order shows. */
export type OrderHistoryState =
  | 'fresh'
  | 'inProgress'
  | 'running'
  | 'waiting'
  | 'suspended'
  | 'failed'
  | 'broken'
  | 'finished'
  | 'cancelled';

/** How an order or a step came out; incomplete: it is on its way. */
export type HistoryResult = 'successful' | 'failed' | 'incomplete';

/** A row by its number, or the latest of an order id. */
export type OrderHistoryKey =
  | { readonly historyId: number }
  | { readonly controllerId: string; readonly orderId: OrderId };

/** Which orders or steps are wanted; what is absent does not restrict. */
export interface HistoryFilter {
  readonly controllerIds?: readonly string[];
  /** Those who lie in one of these folders; an empty list finds nothing. */
  readonly folders?: readonly { readonly folder: FolderPath; readonly recursive: boolean }[];
  readonly orderIds?: readonly OrderId[];
  readonly workflowPaths?: readonly ObjectPath[];
  readonly excludedWorkflowPaths?: readonly ObjectPath[];
  /** A name with `*` and `?`. */
  readonly workflowNameGlob?: string;
  readonly results?: readonly HistoryResult[];
  /** By start: from here on, inclusive. */
  readonly fromMs?: number;
  /** By start: before here. */
  readonly toMs?: number;
  /** At most so many rows, 1 to 10 000. */
  readonly countMax: number;
}

/** Which orders are wanted. */
export interface OrderHistoryFilter extends HistoryFilter {
  readonly historyIds?: readonly number[];
}

/** Which steps are wanted. */
export interface StepHistoryFilter extends HistoryFilter {
  readonly taskIds?: readonly number[];
  readonly historyIds?: readonly number[];
  readonly jobNames?: readonly string[];
  /** A name with `*` and `?`. */
  readonly jobNameGlob?: string;
}

/** An order in the history. */
export interface OrderHistoryRow {
  /** Given by the store, never used again. */
  readonly historyId: number;
  readonly controllerId: string;
  readonly orderId: OrderId;
  readonly parentHistoryId?: number;
  readonly workflowPath: ObjectPath;
  readonly versionId: string;
  readonly arguments: NamedValues;
  readonly position: Position;
  readonly state: OrderHistoryState;
  readonly result: HistoryResult;
  readonly account: string;
  readonly addedAtMs: number;
  readonly scheduledForMs?: number;
  /** Absent for one that never started. */
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
}

/** A step in the history. */
export interface StepHistoryRow {
  /** Given by the store, never used again. */
  readonly taskId: number;
  readonly stepId: string;
  readonly historyId: number;
  readonly controllerId: string;
  readonly orderId: OrderId;
  readonly workflowPath: ObjectPath;
  readonly versionId: string;
  readonly position: Position;
  readonly jobName: string;
  readonly label: string;
  readonly criticality: string;
  readonly agentId: string;
  readonly arguments: NamedValues;
  readonly tryCount: number;
  readonly result: HistoryResult;
  readonly outcome?: Outcome;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly droppedBytes: number;
}

/** A line of an order's log: one event of the order. */
export interface OrderLogLine {
  readonly eventId: number;
  readonly orderId: OrderId;
  /** The name of the event, such as `OrderStarted`. */
  readonly event: string;
  readonly level: 'main' | 'info' | 'success' | 'warn' | 'error';
  readonly atMs: number;
  /** By the Agent's clock, where the Agent told of it. */
  readonly agentAtMs?: number;
  readonly position: Position;
  readonly label?: string;
  readonly jobName?: string;
  readonly agentId?: string;
  readonly taskId?: number;
  readonly returnCode?: number;
  readonly message?: string;
}

/** A piece of a step's output. */
export interface LogChunk {
  readonly eventId: number;
  readonly stream: 'stdout' | 'stderr';
  /** Bytes in UTF-8 of this stream before this piece. */
  readonly offset: number;
  readonly text: string;
  /** By the Agent's clock. */
  readonly atMs: number;
}

/** How many orders ended, by how. */
export interface EndedCounts {
  readonly successful: number;
  readonly failed: number;
}
