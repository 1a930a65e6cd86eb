import { terminatedKeptMs } from '../orders/limits.ts';
import type { ControllerState } from '../state/controller-state.ts';
import { first } from '../state/sorted-map.ts';

/**
 * When time alone brings something about the next time, in milliseconds since 1970: a scheduled start, the end of a
 * delay, an ended order to be forgotten. Undefined where nothing waits for time. Right only when Advance gave no event.
 */
export function nextDueMs({ waiting }: ControllerState): number | undefined {
  const due = first(waiting.due);
  const ended = first(waiting.terminated);
  const times = [
    ...(due === undefined ? [] : [Number(due[0].slice(0, 16))]),
    ...(ended === undefined ? [] : [Number(ended[0].slice(0, 16)) + terminatedKeptMs]),
  ];
  return times.length === 0 ? undefined : Math.min(...times);
}
