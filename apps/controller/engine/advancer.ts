import { succeed } from '@interlock/base';
import { nextDueMs } from '@interlock/workflow';
import type { Alarm } from './alarm.ts';
import type { Engine } from './engine.ts';

/** What advances orders needs. */
export interface AdvancerOptions {
  readonly engine: Engine;
  readonly alarm: Alarm;
  /** Hears that the state machine itself failed: without it no order goes on. */
  readonly fault: (error: unknown) => void;
}

/**
 * Lets orders go on by themselves: after each change of the state, and when something is due. Changes of one turn of
 * the event loop share one advance.
 *
 * @returns stops it.
 */
export function startAdvancer({ engine, alarm, fault }: AdvancerOptions): () => void {
  let isScheduled = false;
  let isStopped = false;
  const soon = (): void => {
    if (isScheduled || isStopped) return;
    isScheduled = true;
    setImmediate(advance);
  };
  const advance = (): void => {
    isScheduled = false;
    if (isStopped) return;
    const before = engine.decided().eventId;
    engine.execute(() => succeed({ commands: [{ kind: 'Advance' }] })).catch(fault);
    // Where it has to wait in line, what is in front of it rings again.
    const isIdle = engine.decided().eventId === before;
    if (isIdle) alarm.set(nextDueMs(engine.decided()), soon);
    else soon();
  };
  engine.onDecided(soon);
  soon();
  return () => {
    isStopped = true;
    alarm.set(undefined, soon);
  };
}
