import type { Result } from '@interlock/base';
import { checkDatabase, type DatabaseState } from '../sqlite/check-database.ts';
import { checkUnlocked } from '../sqlite/process-lock.ts';
import { cockpitDatabase } from './database.ts';

/** Looks at the Cockpit's database without changing it. Refuses what {@link openCockpitStore} would refuse. */
export function checkCockpitStore(path: string): Result<DatabaseState> {
  const free = checkUnlocked(path);
  return free.ok ? checkDatabase(path, cockpitDatabase) : free;
}
