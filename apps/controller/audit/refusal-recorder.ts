import type { AuditEntry, RefusalCounter } from '@interlock/audit';
import { type Clock, succeed } from '@interlock/base';
import type { Engine } from '../engine/engine.ts';

/** Writes refusals into the audit chain; those that repeat are counted in one record (semantics §6.3). */
export interface RefusalRecorder {
  /** Notes a refusal; `source` is whose repetitions are counted together. It doesn't wait. */
  note(source: string, entry: AuditEntry): void;
  /** Writes what was counted and ends. */
  stop(): Promise<void>;
}

/** Makes the recorder over a counter. */
export function refusalRecorder(engine: Engine, counter: RefusalCounter, clock: Clock): RefusalRecorder {
  const write = async (auditEntries: readonly AuditEntry[]): Promise<void> => {
    if (auditEntries.length > 0) await engine.execute(() => succeed({ commands: [], auditEntries }));
  };
  const beat = setInterval(() => void write(counter.ended(clock.now())), 10_000);
  beat.unref();
  return {
    note: (source, entry) => void write(counter.count({ source, entry }, clock.now())),
    stop: async () => {
      clearInterval(beat);
      await write(counter.rest());
    },
  };
}
