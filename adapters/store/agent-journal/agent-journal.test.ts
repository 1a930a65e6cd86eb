import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { agentJournalSuite } from '../../../testing/conformance/agent-journal.suite.ts';
import { temporaryFolder } from '../../../testing/testkit/temporary-folder.ts';
import { openAgentJournal } from './agent-journal.ts';

agentJournalSuite('SQLite', async (t) => {
  const path = join(temporaryFolder(t), 'journal.db');
  const onFault = () => assert.fail('no fault was expected');
  return { open: (agentId) => openAgentJournal({ path, agentId, randomBytes, onFault }) };
});
