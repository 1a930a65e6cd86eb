import { type Result, succeed, type Transactor } from '@interlock/base';
import type { IdentityRevision } from '@interlock/iam';
import { readingConnection } from '../kysely/sql-connection.ts';
import {
  type DatabaseOptions,
  type OpenDatabase,
  openDatabase,
  openDatabaseBeside,
} from '../sqlite/open-database.ts';
import { transactorOver } from '../sqlite/transactor.ts';
import { type CockpitPorts, cockpitPorts } from './cockpit-ports.ts';
import { cockpitDatabase } from './database.ts';
import { identityRevision } from './iam/identity-revision.ts';

/** The Cockpit's database, open. */
export interface CockpitStore extends Transactor<CockpitPorts> {
  /** What moves with everything that decisions about calls stand on. */
  readonly identityRevision: IdentityRevision;
  /** Finishes what waits, for a bounded time, and closes. */
  close(): Promise<void>;
}

/** Opens the Cockpit's database, making or migrating it where needed. Refuses as {@link openDatabase} does. */
export async function openCockpitStore(options: DatabaseOptions): Promise<Result<CockpitStore>> {
  const opened = await openDatabase(cockpitDatabase, options);
  return opened.ok ? succeed(storeOver(opened.value)) : opened;
}

/** Opens it for one short change from outside, whether the Cockpit runs or not. Refuses as {@link openDatabaseBeside} does. */
export async function openCockpitStoreBeside(options: DatabaseOptions): Promise<Result<CockpitStore>> {
  const opened = await openDatabaseBeside(cockpitDatabase, options);
  return opened.ok ? succeed(storeOver(opened.value)) : opened;
}

function storeOver({ writer, reader, close }: OpenDatabase): CockpitStore {
  const read = cockpitPorts(readingConnection(reader));
  return {
    ...transactorOver(writer, read, cockpitPorts),
    identityRevision: identityRevision(reader),
    close,
  };
}
