import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cockpitPorts } from '../cockpit/cockpit-ports.ts';
import type { CockpitStore } from '../cockpit/cockpit-store.ts';
import { cockpitDatabase } from '../cockpit/database.ts';
import { identityRevision } from '../cockpit/iam/identity-revision.ts';
import { readingConnection } from '../kysely/sql-connection.ts';
import { createDatabase } from '../sqlite/migrate.ts';
import { openReader } from '../sqlite/reader.ts';
import { transactorOver } from '../sqlite/transactor.ts';
import { writeLane } from '../sqlite/writer.ts';
import { inlineThread } from './inline-thread.ts';

/** A new Cockpit's database in a folder of its own, which is removed when it is closed. It writes on this thread. */
export async function inlineCockpitStore(): Promise<CockpitStore> {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-'));
  const path = join(folder, 'cockpit.db');
  createDatabase(path, cockpitDatabase);
  const onFault = () => assert.fail('no fault was expected');
  const writer = writeLane(inlineThread({ path, secureDelete: true }), { onFault });
  const reader = openReader(path);
  const read = cockpitPorts(readingConnection(reader));
  return {
    ...transactorOver(writer, read, cockpitPorts),
    identityRevision: identityRevision(reader),
    async close() {
      reader.close();
      await writer.close();
      rmSync(folder, { recursive: true });
    },
  };
}
