import type { ProcessTable } from './process-table.ts';
import { linuxProcessTable } from './process-table-linux.ts';
import { psProcessTable } from './process-table-ps.ts';

/** The process table of this system, or nothing where Agents do not run. */
export function openProcessTable(platform: NodeJS.Platform): ProcessTable | undefined {
  if (platform === 'linux') return linuxProcessTable();
  if (platform === 'darwin') return psProcessTable();
  return undefined;
}
