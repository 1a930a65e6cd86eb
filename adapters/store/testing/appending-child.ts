/**
 * A Controller's journal that appends as fast as it can, a few batches at once, and says on stdout what is
 * acknowledged; for the tests that kill it. `appending-child.ts <path>`
 */
import { randomBytes } from 'node:crypto';
import { unwrap } from '@interlock/base';
import type { JournalBatch } from '@interlock/workflow';
import { openControllerJournal } from '../controller-journal/controller-journal.ts';

/** Batches that are on their way at once. */
const batchesAtOnce = 8;

const journal = unwrap(
  await openControllerJournal({
    path: process.argv[2] ?? '',
    controllerId: 'controller',
    randomBytes,
    onFault: ({ message }) => {
      console.error(message);
      process.exit(1);
    },
  }),
);

let next = (await journal.contents()).lastEventId + 1;
await Promise.all(Array.from({ length: batchesAtOnce }, appendForever));

async function appendForever(): Promise<void> {
  for (;;) {
    const id = next++;
    await journal.append(batchOf(id));
    await new Promise((written) => process.stdout.write(`${id}\n`, written));
  }
}

/** An event, an audit record and a cursor of one number, so that half of a batch would show. */
function batchOf(id: number): JournalBatch {
  const account = `${id}${'x'.repeat(id % 700)}`;
  return {
    events: [{ id, atMs: id, event: { kind: 'WorkflowWithdrawn', path: '/w', account } }],
    auditRecords: [{ sequence: id, text: `{"sequence":${id}}` }],
    agentCursors: [{ agentId: 'agent', journalId: 'j', eventId: id }],
  };
}
