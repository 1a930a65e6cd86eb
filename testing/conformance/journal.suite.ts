import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Result, unwrap } from '@interlock/base';
import type {
  ControllerSnapshot,
  Journal,
  JournalAuditRecord,
  JournalBatch,
  StampedEvent,
} from '@interlock/workflow';

/** A place in which one journal of a Controller stands, however often it is opened. */
export interface JournalPlace {
  open(controllerId: string): Promise<Result<Journal>>;
}

/** What every journal of a Controller has to hold. */
export function journalSuite(arm: string, place: (t: TestContext) => Promise<JournalPlace>): void {
  const guarantee = (name: string, body: (at: JournalPlace, t: TestContext) => Promise<void>) =>
    test(`journal of a Controller, ${arm}: ${name}`, async (t) => body(await place(t), t));

  guarantee('a new one is empty and knows whose it is', async (at) => {
    const journal = unwrap(await at.open('controller'));
    const { journalId, ...contents } = await journal.contents();
    assert.match(journalId, /^[A-Za-z0-9_-]{22}$/);
    assert.deepEqual(contents, {
      controllerId: 'controller',
      lastEventId: 0,
      deletedUpToEventId: 0,
      releasedEventId: 0,
      snapshotEventId: 0,
      lastAuditSequence: 0,
      agentCursors: [],
    });
    assert.deepEqual(await journal.eventsAfter(0, 10), { ok: true, value: [] });
    assert.equal(await journal.loadSnapshot(), undefined);
    await journal.close();
  });

  guarantee('what was appended stands there when it is opened again, under the same id', async (at) => {
    const journal = unwrap(await at.open('controller'));
    const batch = {
      ...events(1, 3),
      auditRecords: records(1, 2),
      agentCursors: [{ agentId: 'agent', journalId: 'a', eventId: 7 }],
    };
    await journal.append(batch);
    const { journalId } = await journal.contents();
    await journal.close();
    const again = unwrap(await at.open('controller'));
    const contents = await again.contents();
    assert.equal(contents.journalId, journalId);
    assert.deepEqual([contents.lastEventId, contents.lastAuditSequence], [3, 2]);
    assert.deepEqual(contents.agentCursors, batch.agentCursors);
    assert.deepEqual(unwrap(await again.eventsAfter(0, 10)), batch.events);
    assert.deepEqual(await again.auditRecordsAfter(0, 10), batch.auditRecords);
    await again.close();
  });

  guarantee('it is refused under another id, by a line that names both', async (at) => {
    await unwrap(await at.open('controller')).close();
    const refused = await at.open('other');
    assert.ok(!refused.ok);
    assert.match(refused.problem.message, /controller.*other/);
    await unwrap(await at.open('controller')).close();
  });

  guarantee('one that is open is refused to a second opener', async (at) => {
    const journal = unwrap(await at.open('controller'));
    const second = await at.open('controller');
    assert.ok(!second.ok);
    assert.match(second.problem.message, /in use/);
    await journal.close();
    await unwrap(await at.open('controller')).close();
  });

  guarantee('events and audit records are read in order and in portions', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append({ ...events(1, 5), auditRecords: records(1, 5) });
    const ids = unwrap(await journal.eventsAfter(1, 3)).map(({ id }) => id);
    assert.deepEqual(ids, [2, 3, 4]);
    const sequences = (await journal.auditRecordsAfter(1, 3)).map(({ sequence }) => sequence);
    assert.deepEqual(sequences, [2, 3, 4]);
    assert.deepEqual(await journal.auditRecordsAfter(5, 3), []);
    await journal.close();
  });

  guarantee('batches asked for at once are appended in the order of the calls', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await Promise.all(Array.from({ length: 50 }, (_, i) => journal.append(events(i * 2 + 1, 2))));
    const ids = unwrap(await journal.eventsAfter(0, 1_000)).map(({ id }) => id);
    assert.deepEqual(
      ids,
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    await journal.close();
  });

  const wrong: readonly [what: string, batch: JournalBatch][] = [
    ['events that leave a gap', events(4, 1)],
    ['events that come twice', events(2, 2)],
    ['events with a gap among them', { ...events(3, 1), events: [event(3), event(5)] }],
    ['events whose audit records leave a gap', { ...events(3, 1), auditRecords: records(4, 1) }],
    ['events whose audit records come twice', { ...events(3, 1), auditRecords: records(2, 1) }],
  ];
  for (const [what, batch] of wrong) {
    guarantee(`${what} are refused, and nothing of the batch is written`, async (at) => {
      const journal = unwrap(await at.open('controller'));
      await journal.append({ ...events(1, 2), auditRecords: records(1, 2) });
      const before = await journal.contents();
      const cursors = [{ agentId: 'agent', journalId: 'a', eventId: 1 }];
      await assert.rejects(journal.append({ ...batch, agentCursors: cursors }));
      assert.deepEqual(await journal.contents(), before);
      assert.equal(unwrap(await journal.eventsAfter(0, 10)).length, 2);
      await journal.append({ ...events(3, 1), auditRecords: records(3, 1) });
      await journal.close();
    });
  }

  guarantee('after a batch that fails, those decided on top of it fail as well', async (at) => {
    const journal = unwrap(await at.open('controller'));
    const outcomes = await Promise.allSettled([
      journal.append(events(1, 1)),
      journal.append({ ...events(2, 1), auditRecords: records(9, 1) }),
      journal.append(events(3, 1)),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected'],
    );
    assert.equal((await journal.contents()).lastEventId, 1);
    await journal.close();
  });

  guarantee('a cursor replaces the one before of the same Agent alone', async (at) => {
    const journal = unwrap(await at.open('controller'));
    const cursor = (agentId: string, eventId: number) => ({ agentId, journalId: 'a', eventId });
    await journal.append({ ...none, agentCursors: [cursor('one', 1), cursor('two', 5)] });
    await journal.append({ ...none, agentCursors: [cursor('one', 2)] });
    assert.deepEqual((await journal.contents()).agentCursors, [cursor('one', 2), cursor('two', 5)]);
    await journal.close();
  });

  guarantee('the newest snapshot is given back as it was stored', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append(events(1, 3));
    await journal.saveSnapshot(snapshot(1));
    await journal.saveSnapshot(snapshot(3));
    await journal.close();
    const again = unwrap(await at.open('controller'));
    assert.deepEqual(await again.loadSnapshot(), snapshot(3));
    assert.equal((await again.contents()).snapshotEventId, 3);
    await again.close();
  });

  guarantee('a snapshot of events that do not stand there is refused', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append(events(1, 1));
    await assert.rejects(journal.saveSnapshot(snapshot(2)));
    assert.equal(await journal.loadSnapshot(), undefined);
    await journal.close();
  });

  guarantee('a release without a snapshot deletes no event', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append(events(1, 4));
    await journal.release(4);
    assert.equal(unwrap(await journal.eventsAfter(0, 10)).length, 4);
    await journal.close();
  });

  guarantee('snapshots without a release delete no event', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append(events(1, 4));
    for (const eventId of [2, 3, 4]) await journal.saveSnapshot(snapshot(eventId));
    assert.equal(unwrap(await journal.eventsAfter(0, 10)).length, 4);
    await journal.close();
  });

  guarantee('what is released and covered is deleted, and asking for it is refused', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append(events(1, 6));
    await journal.release(4);
    await journal.saveSnapshot(snapshot(5));
    await journal.saveSnapshot(snapshot(6));
    const { deletedUpToEventId, lastEventId, releasedEventId } = await journal.contents();
    assert.deepEqual([deletedUpToEventId, lastEventId, releasedEventId], [4, 6, 4]);
    assert.ok(!(await journal.eventsAfter(3, 10)).ok);
    const ids = unwrap(await journal.eventsAfter(4, 10)).map(({ id }) => id);
    assert.deepEqual(ids, [5, 6]);
    await journal.append(events(7, 1));
    await journal.close();
  });

  guarantee('a release never moves back and never beyond the last event', async (at) => {
    const journal = unwrap(await at.open('controller'));
    await journal.append(events(1, 3));
    await journal.release(2);
    await journal.release(1);
    await assert.rejects(journal.release(4));
    assert.equal((await journal.contents()).releasedEventId, 2);
    await journal.close();
  });

  guarantee('the installation is noted once and kept', async (at) => {
    const journal = unwrap(await at.open('controller'));
    unwrap(await journal.setInstallation('alpha'));
    unwrap(await journal.setInstallation('alpha'));
    const other = await journal.setInstallation('beta');
    assert.ok(!other.ok);
    assert.equal(other.problem.code, 'JoinRefused');
    assert.equal((await journal.contents()).installation, 'alpha');
    await journal.close();
  });

  guarantee('text of every script and length comes back as it was', async (at) => {
    const journal = unwrap(await at.open('controller'));
    const account = `é 漢字 \u{1F680} \u0000 "'; -- ${'x'.repeat(300_000)}`;
    const stamped: StampedEvent = {
      id: 1,
      atMs: 1,
      event: { kind: 'WorkflowWithdrawn', path: '/a', account },
    };
    await journal.append({ ...none, events: [stamped] });
    assert.deepEqual(unwrap(await journal.eventsAfter(0, 1)), [stamped]);
    await journal.close();
  });
}

const none: JournalBatch = { events: [], auditRecords: [], agentCursors: [] };

function event(id: number): StampedEvent {
  return {
    id,
    atMs: 1_000 + id,
    event: { kind: 'WorkflowWithdrawn', path: `/w${id}`, account: 'service/one' },
  };
}

function events(first: number, count: number): JournalBatch {
  return { ...none, events: Array.from({ length: count }, (_, at) => event(first + at)) };
}

function records(first: number, count: number): readonly JournalAuditRecord[] {
  return Array.from({ length: count }, (_, at) => ({ sequence: first + at, text: `{"n":${first + at}}` }));
}

function snapshot(eventId: number): ControllerSnapshot {
  return { format: 1, eventId, atMs: eventId, workflows: [], agents: [], orders: [], terminated: [] };
}
