import { type Result, succeed, type Transactor } from '@interlock/base';
import { readingConnection } from '../kysely/sql-connection.ts';
import { type DatabaseOptions, openDatabase } from '../sqlite/open-database.ts';
import { transactorOver } from '../sqlite/transactor.ts';
import { type CockpitPorts, cockpitPorts } from './cockpit-ports.ts';
import { cockpitDatabase } from './database.ts';

/** The Cockpit's database, open. */
export interface CockpitStore extends Transactor<CockpitPorts> {
  /** Finishes what waits, for a bounded time, and closes. */
  close(): Promise<void>;
}

/** Opens the Cockpit's database, making or migrating it where needed. Refuses as {@link openDatabase} does. */
export async function openCockpitStore(options: DatabaseOptions): Promise<Result<CockpitStore>> {
  const opened = await openDatabase(cockpitDatabase, options);
  if (!opened.ok) return opened;
  const { writer, reader, close } = opened.value;
  const read = cockpitPorts(readingConnection(reader));
  return succeed({ ...transactorOver(writer, read, cockpitPorts), close });
}
