import { type Clock, type Problem, problem, type Transactor } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import { countersOf, countFailure, countSuccess, storeCounters } from './count-try.ts';
import { decideTry, type ThrottleDecision } from './decide-try.ts';
import { type LoginTry, type ThrottleKeys, throttleKeys } from './throttle-keys.ts';
import type { ThrottleSettings } from './throttle-settings.ts';
import type { ThrottleStore } from './throttle-store.ts';
import type { TryGate } from './try-gate.ts';

/** What throttling needs around it. */
export interface ThrottleSurroundings {
  readonly store: Pick<Transactor<IamPorts>, 'read'>;
  readonly gate: TryGate;
  readonly clock: Clock;
  /** Resolves after the time, or when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly throttleSettings: ThrottleSettings;
}

/** Whether a try may be verified now. */
export type TryAdmission =
  /** Verify it, whether or not it is locked out; then count it, and leave in any case. */
  | {
      readonly kind: 'verifying';
      readonly lockedOut: boolean;
      readonly keys: ThrottleKeys;
      readonly leave: () => void;
    }
  | { readonly kind: 'crowded' }
  | { readonly kind: 'throttled'; readonly problem: Problem };

/** Admits a try in its turn and after its wait. While it waits, it holds no place that another could use. */
export async function throttledTry(
  loginTry: LoginTry,
  around: ThrottleSurroundings,
  signal: AbortSignal,
): Promise<TryAdmission> {
  const keys = throttleKeys(loginTry);
  const entered = await enter(keys, around, signal);
  if (entered.kind !== 'entered') return entered;
  if (entered.waitMs === 0) return verifying(entered, keys);
  const stopWaiting = around.gate.startWaiting(lineOf(keys), around.throttleSettings.waitingMax);
  entered.leave();
  if (stopWaiting === undefined) return { kind: 'crowded' };
  try {
    await around.wait(entered.waitMs, signal);
  } finally {
    stopWaiting();
  }
  // Others may have failed meanwhile: what they did decides, only not over a second wait.
  const again = await enter(keys, around, signal, 'waited');
  return again.kind === 'entered' ? verifying(again, keys) : again;
}

/** Counts a verified try in the transaction that stores its outcome. */
export async function settleTry(
  store: ThrottleStore,
  keys: ThrottleKeys,
  outcome: 'success' | 'failure',
  { clock, throttleSettings }: Pick<ThrottleSurroundings, 'clock' | 'throttleSettings'>,
): Promise<void> {
  const counters = await store.find(countersOf(keys));
  const changes =
    outcome === 'success'
      ? countSuccess(keys, counters, throttleSettings)
      : countFailure(keys, counters, throttleSettings, clock.now());
  await storeCounters(store, changes);
}

interface Entered {
  readonly kind: 'entered';
  readonly lockedOut: boolean;
  readonly waitMs: number;
  readonly leave: () => void;
}

async function enter(
  keys: ThrottleKeys,
  around: ThrottleSurroundings,
  signal: AbortSignal,
  waited?: 'waited',
): Promise<Entered | Exclude<TryAdmission, { readonly kind: 'verifying' }>> {
  const place = await around.gate.enter(lineOf(keys), signal);
  if (!place.ok) return { kind: 'throttled', problem: place.problem };
  try {
    const decision = await decide(keys, around, waited);
    if (decision.kind === 'admitted' || decision.kind === 'lockedOut')
      return {
        kind: 'entered',
        lockedOut: decision.kind === 'lockedOut',
        waitMs: decision.waitMs,
        leave: place.value,
      };
    place.value();
    return decision.kind === 'crowded' ? decision : throttled(decision.retryAfterSeconds);
  } catch (cause) {
    place.value();
    throw cause;
  }
}

async function decide(
  keys: ThrottleKeys,
  { store, gate, clock, throttleSettings }: ThrottleSurroundings,
  waited?: 'waited',
): Promise<ThrottleDecision> {
  const counters = await store.read.throttle.find(countersOf(keys));
  const load = gate.load(lineOf(keys));
  const present = waited === undefined ? load : { ...load, waiting: 0 };
  return decideTry(keys, counters, throttleSettings, clock.now(), present);
}

/** A known device stands in a line of its own, so that strangers can't keep its owner waiting. */
function lineOf({ subject, device, network }: ThrottleKeys): string {
  return device ?? subject?.account ?? network;
}

function verifying({ lockedOut, leave }: Entered, keys: ThrottleKeys): TryAdmission {
  return { kind: 'verifying', lockedOut, keys, leave };
}

function throttled(retryAfterSeconds: number): TryAdmission & { readonly kind: 'throttled' } {
  return { kind: 'throttled', problem: problem('Throttled', undefined, { retryAfterSeconds }) };
}
