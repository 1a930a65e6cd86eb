import { type AuditEntry, type RefusalCounter, refusalCounter } from '@interlock/audit';
import type { Clock } from '@interlock/base';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Timers } from '../timers.ts';

/** How often counted refusals are looked through, in milliseconds. */
const windowMs = 60_000;

/** Puts refusals at the border into the audit chain; many of one source become one entry (semantics §6.3). */
export interface BorderRefusals {
  /** @returns whether it is the first of its source for a while, and so worth a line in the technical log. */
  record(source: string, entry: AuditEntry): boolean;
  /** Writes what was counted so far. */
  close(): Promise<void>;
}

/** What it works with. */
export interface BorderRefusalPorts {
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Makes the recorder. A journal that can not be written has ended the Agent already, so nobody waits for it here. */
export function recordBorderRefusals({ journal, clock, timers }: BorderRefusalPorts): BorderRefusals {
  const counter: RefusalCounter = refusalCounter({ windowMs });
  let cancel = () => {};
  const write = (audit: readonly AuditEntry[]) =>
    audit.length === 0 ? Promise.resolve() : journal.write({ audit }).catch(() => {});
  const look = () => {
    void write(counter.ended(clock.now()));
    cancel = timers.after(windowMs, look);
  };
  cancel = timers.after(windowMs, look);
  return {
    record(source, entry) {
      const first = counter.count({ source, entry }, clock.now());
      void write(first);
      return first.length > 0;
    },
    async close() {
      cancel();
      await write(counter.rest());
    },
  };
}
