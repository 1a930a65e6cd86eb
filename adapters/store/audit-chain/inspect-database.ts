import type { AuditWriter } from '@interlock/audit';
import type { Result } from '@interlock/base';
import { checkDatabase, type DatabaseState } from '../sqlite/check-database.ts';
import { checkUnlocked } from '../sqlite/process-lock.ts';
import { chainPlaces } from './chain-places.ts';
import { readAuditChain } from './read-audit-chain.ts';

/** A program's database as it stands, for a person who wonders. */
export interface DatabaseInspection {
  /** What stands there, or why it can't be opened. */
  readonly state: Result<DatabaseState>;
  /** Says which process has it open, if one has. */
  readonly inUse?: string;
  /** When the newest audit record was written, by its own word, in milliseconds since 1970. */
  readonly newestRecordAtMs?: number;
}

/** Looks at a program's database, whether the program runs or not; nothing is changed. */
export function inspectDatabase(
  path: string,
  role: AuditWriter['role'],
  cockpitId: string,
): DatabaseInspection {
  const state = checkDatabase(path, chainPlaces[role].kind);
  if (!state.ok || state.value === 'absent') return { state };
  const free = checkUnlocked(path);
  const newestRecordAtMs = newestAtMs(path, role, cockpitId);
  return {
    state,
    ...(free.ok ? {} : { inUse: free.problem.message }),
    ...(newestRecordAtMs === undefined ? {} : { newestRecordAtMs }),
  };
}

function newestAtMs(path: string, role: AuditWriter['role'], cockpitId: string): number | undefined {
  const chain = readAuditChain(path, role, cockpitId);
  if (!chain.ok || chain.value === undefined) return undefined;
  try {
    return chain.value.newestAtMs();
  } finally {
    chain.value.close();
  }
}
