import type { ProcessEntry, ProcessSigns, ProcessTable } from './process-table.ts';

/** A process of a {@link fakeProcessTable}; what is left out is unremarkable. */
export type FakeProcess = Partial<ProcessEntry> & Partial<ProcessSigns> & { readonly pid: number };

/** A process table with these processes, for tests. Start times are numbers, the boot is `boot`. */
export function fakeProcessTable(processes: readonly FakeProcess[]): ProcessTable {
  const entries = processes.map(
    (each): ProcessEntry => ({ parentPid: 1, sessionId: 1, startTime: '100', isZombie: false, ...each }),
  );
  const signs = new Map(processes.map(({ pid, markers = [], outputs = [] }) => [pid, { markers, outputs }]));
  return {
    bootId: () => 'boot',
    list: () => entries,
    find: (pid) => entries.find((entry) => entry.pid === pid),
    mayFollow: (entry, startTime) => Number(entry.startTime) >= Number(startTime),
    signsOf: ({ pid }) => signs.get(pid) ?? { markers: [], outputs: [] },
  };
}
