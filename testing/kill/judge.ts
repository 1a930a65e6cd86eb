import type { Evidence, RecordedStep } from './evidence.ts';

/** The promises of a round, each with what breaks it; a round that keeps them all has nothing but empty lists. */
export interface Faults {
  /** Acknowledged orders that the history does not show. */
  readonly missing: readonly string[];
  /** Orders, or children of orders, that are there twice. */
  readonly twice: readonly string[];
  /** Orders that have neither succeeded nor failed. */
  readonly unfinished: readonly string[];
  /** Orders that failed, and not because a step that must not run twice was lost; or went on although one was. */
  readonly wronglyEnded: readonly string[];
  /** Steps that may not run twice and did, or wrote their line twice. */
  readonly ranTwice: readonly string[];
  /** Steps of which the history and the ledger do not say the same. */
  readonly contradicted: readonly string[];
  /** Lost steps of a job that may run again, and did not. */
  readonly notRepeated: readonly string[];
  /** Events, steps and orders of the Controller's journal that the history does not have. */
  readonly historyGaps: readonly string[];
  /** Events and steps that the history has twice. */
  readonly historyDoubles: readonly string[];
  /** Processes of jobs that live on. */
  readonly leftOver: readonly string[];
}

/** What a round that keeps its promises is counted by. */
export interface Counts {
  readonly orders: number;
  readonly succeeded: number;
  readonly failedAsLost: number;
  readonly steps: number;
  readonly stepsLost: number;
  readonly stepsRepeated: number;
  readonly events: number;
}

/** The label of the step that may run again. */
const repeatable = 'again';

/** Holds what a round left behind against what must be true. */
export function judge(evidence: Evidence): Faults {
  const byOrder = Map.groupBy(evidence.steps, (step) => rootOf(step.orderId));
  const shown = new Map(evidence.shown.map((order) => [order.orderId, order.state]));
  const known = evidence.wanted.filter((orderId) => shown.has(orderId));
  const stepsOf = (orderId: string) => byOrder.get(orderId) ?? [];
  const once = evidence.steps.filter(({ label }) => label !== repeatable);
  return {
    missing: evidence.wanted.filter((orderId) => !shown.has(orderId)),
    twice: [...doubles(evidence.shown.map(({ orderId }) => orderId)), ...doubles(evidence.historyOrderIds)],
    unfinished: known.filter((orderId) => shown.get(orderId) === 'INCOMPLETE'),
    wronglyEnded: known.filter((orderId) => {
      const state = shown.get(orderId);
      return state !== 'INCOMPLETE' && !isRightlyEnded(state === 'SUCCESSFUL', stepsOf(orderId));
    }),
    ranTwice: [...doubles(evidence.ledger), ...doubles(once.map(lineOf))],
    contradicted: contradictions(evidence),
    notRepeated: known.filter((orderId) => !isRepeated(stepsOf(orderId))),
    historyGaps: gaps(evidence),
    historyDoubles: [
      ...doubles(evidence.historyEventIds.map((id) => `event ${id}`)),
      ...doubles(evidence.steps.map(({ stepId }) => `step ${stepId}`)),
    ],
    leftOver: evidence.leftOver.map((pid) => `process ${pid}`),
  };
}

/** Whether nothing breaks a promise. */
export function isClean(faults: Faults): boolean {
  return Object.values(faults).every((list) => list.length === 0);
}

/** Counts what happened in a round. */
export function countsOf(evidence: Evidence): Counts {
  const lost = evidence.steps.filter(({ outcome }) => outcome === 'lost');
  const count = (state: string) => evidence.shown.filter((order) => order.state === state).length;
  return {
    orders: evidence.wanted.length,
    succeeded: count('SUCCESSFUL'),
    failedAsLost: count('FAILED'),
    steps: evidence.steps.length,
    stepsLost: lost.length,
    stepsRepeated: lost.filter(({ label }) => label === repeatable).length,
    events: evidence.historyEventIds.length,
  };
}

/**
 * What the workflow of the trial lets happen: both branches; then a job that fails at its first try and succeeds at its
 * second; then the one that may run again. After a lost step of the others there is nothing.
 */
function isRightlyEnded(succeeded: boolean, steps: readonly RecordedStep[]): boolean {
  const outcomes = (label: string) =>
    steps
      .filter((step) => step.label === label)
      .map(({ outcome }) => outcome ?? 'none')
      .join(' ');
  const path = ['left', 'right', 'flaky', repeatable].map(outcomes).join(', ');
  return succeeded ? successful.test(path) : failed.some((form) => form.test(path));
}

const successful = /^succeeded, succeeded, failed succeeded, (?:lost )*succeeded$/;
const failed = [
  /^lost, (?:lost|succeeded), , $/,
  /^succeeded, lost, , $/,
  /^succeeded, succeeded, (?:lost|failed lost), $/,
];

/** Whether after each lost step of the job that may run again there is another one. */
function isRepeated(steps: readonly RecordedStep[]): boolean {
  return steps.filter(({ label }) => label === repeatable).at(-1)?.outcome !== 'lost';
}

/** A step with an outcome has written its line; a lost one may have; and nobody else has. */
function contradictions({ ledger, repeatableLedger, steps }: Evidence): readonly string[] {
  const lines = new Set(ledger);
  const once = steps.filter(({ label }) => label !== repeatable);
  const unwritten = once.filter((step) => step.outcome !== 'lost' && !lines.has(lineOf(step)));
  const recorded = new Set(once.map(lineOf));
  const unrecorded = ledger.filter((line) => !recorded.has(line));
  const written = countBy(repeatableLedger);
  const begun = countBy(steps.filter(({ label }) => label === repeatable).map(lineOf));
  const overwritten = [...written].filter(([line, count]) => count > (begun.get(line) ?? 0));
  return [
    ...unwritten.map((step) => `no line of ${lineOf(step)}`),
    ...unrecorded.map((line) => `no step of ${line}`),
    ...overwritten.map(([line, count]) => `${count} lines of ${line}`),
  ];
}

function gaps(evidence: Evidence): readonly string[] {
  const events = new Set(evidence.historyEventIds);
  const steps = new Set(evidence.steps.map(({ stepId }) => stepId));
  const orders = new Set(evidence.historyOrderIds);
  return [
    ...evidence.journalEventIds.filter((id) => !events.has(id)).map((id) => `event ${id}`),
    ...evidence.journalStepIds.filter((stepId) => !steps.has(stepId)).map((stepId) => `step ${stepId}`),
    ...evidence.journalOrderIds.filter((orderId) => !orders.has(orderId)),
    ...evidence.steps
      .filter(({ outcome }) => outcome === undefined)
      .map((step) => `the end of ${lineOf(step)}`),
  ];
}

/** The line that a step writes at its beginning. */
function lineOf({ label, orderId, tryCount }: RecordedStep): string {
  return `${orderId}|${label}|${tryCount}`;
}

/** The order that a child of a fork belongs to. */
function rootOf(orderId: string): string {
  return orderId.split('|')[0] ?? orderId;
}

function doubles(items: readonly string[]): readonly string[] {
  return [...countBy(items)].filter(([, count]) => count > 1).map(([item]) => item);
}

function countBy(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
