import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Result, unwrap } from '@interlock/base';
import type {
  AgentJournal,
  AgentJournalChange,
  HeldStep,
  JournalAuditRecord,
  StampedStepEvent,
} from '@interlock/workflow';

/** A place in which one journal of an Agent stands, however often it is opened. */
export interface AgentJournalPlace {
  open(agentId: string): Promise<Result<AgentJournal>>;
}

/** What every journal of an Agent has to hold. */
export function agentJournalSuite(arm: string, place: (t: TestContext) => Promise<AgentJournalPlace>): void {
  const guarantee = (name: string, body: (at: AgentJournalPlace, t: TestContext) => Promise<void>) =>
    test(`journal of an Agent, ${arm}: ${name}`, async (t) => body(await place(t), t));

  guarantee('a new one is empty and knows whose it is', async (at) => {
    const journal = unwrap(await at.open('agent'));
    const { journalId, ...contents } = await journal.load();
    assert.match(journalId, /^[A-Za-z0-9_-]{22}$/);
    assert.deepEqual(contents, {
      agentId: 'agent',
      lastEventId: 0,
      releasedEventId: 0,
      lastAuditSequence: 0,
      steps: [],
    });
    assert.deepEqual(await journal.eventsAfter(0, 10), []);
    await journal.close();
  });

  guarantee('events and steps stand there when it is opened again, under the same id', async (at) => {
    const journal = unwrap(await at.open('agent'));
    const change: AgentJournalChange = {
      auditRecords: records(1, 3),
      events: events(1, 2),
      steps: [step('a'), { ...step('b'), identity: { bootId: 'boot', pid: 4, startTime: '99' } }],
    };
    await journal.append(change);
    const { journalId } = await journal.load();
    await journal.close();
    const again = unwrap(await at.open('agent'));
    const contents = await again.load();
    assert.equal(contents.journalId, journalId);
    assert.deepEqual([contents.lastEventId, contents.lastAuditSequence], [2, 3]);
    assert.deepEqual(await again.auditRecordsAfter(0, 2), change.auditRecords.slice(0, 2));
    assert.deepEqual(contents.steps, change.steps);
    assert.deepEqual(await again.eventsAfter(0, 10), change.events);
    await again.close();
  });

  guarantee('it is refused under another id, by a line that names both', async (at) => {
    await unwrap(await at.open('agent')).close();
    const refused = await at.open('other');
    assert.ok(!refused.ok);
    assert.match(refused.problem.message, /agent.*other/);
    await unwrap(await at.open('agent')).close();
  });

  guarantee('one that is open is refused to a second opener', async (at) => {
    const journal = unwrap(await at.open('agent'));
    const second = await at.open('agent');
    assert.ok(!second.ok);
    assert.match(second.problem.message, /in use/);
    await journal.close();
  });

  guarantee('a step replaces what stood under its id', async (at) => {
    const journal = unwrap(await at.open('agent'));
    await journal.append({ ...none, events: events(1, 1), steps: [step('a')] });
    const ended = { ...step('a'), endEventId: 2 };
    await journal.append({ ...none, events: events(2, 1), steps: [ended] });
    assert.deepEqual((await journal.load()).steps, [ended]);
    await journal.close();
  });

  guarantee('steps alone are appended without moving the events', async (at) => {
    const journal = unwrap(await at.open('agent'));
    await journal.append({ ...none, events: [], steps: [step('a')] });
    const { lastEventId, steps } = await journal.load();
    assert.deepEqual([lastEventId, steps.length], [0, 1]);
    await journal.close();
  });

  guarantee('changes asked for at once are appended in the order of the calls', async (at) => {
    const journal = unwrap(await at.open('agent'));
    const appends = Array.from({ length: 40 }, (_, i) =>
      journal.append({ ...none, events: events(i + 1, 1), steps: [{ ...step('a'), endEventId: i + 1 }] }),
    );
    await Promise.all(appends);
    const ids = (await journal.eventsAfter(0, 100)).map(({ id }) => id);
    assert.deepEqual(
      ids,
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    assert.deepEqual((await journal.load()).steps, [{ ...step('a'), endEventId: 40 }]);
    await journal.close();
  });

  const wrong: readonly [what: string, change: Partial<AgentJournalChange>][] = [
    ['events that leave a gap', { events: events(4, 1) }],
    ['events that come twice', { events: events(2, 2) }],
    ['events with a gap among them', { events: [event(3), event(5)] }],
    ['audit records that leave a gap', { events: events(3, 1), auditRecords: records(3, 1) }],
    ['audit records that come twice', { events: events(3, 1), auditRecords: records(1, 1) }],
  ];
  for (const [what, given] of wrong) {
    guarantee(`${what} are refused, and nothing of the change is written`, async (at) => {
      const journal = unwrap(await at.open('agent'));
      await journal.append({ ...none, events: events(1, 2), auditRecords: records(1, 1) });
      const before = await journal.load();
      await assert.rejects(journal.append({ ...none, ...given, steps: [step('a')] }));
      assert.deepEqual(await journal.load(), before);
      await journal.append({ ...none, events: events(3, 1), auditRecords: records(2, 1) });
      await journal.close();
    });
  }

  guarantee('events are read in order and in portions', async (at) => {
    const journal = unwrap(await at.open('agent'));
    await journal.append({ ...none, events: events(1, 5) });
    const ids = (await journal.eventsAfter(1, 3)).map(({ id }) => id);
    assert.deepEqual(ids, [2, 3, 4]);
    await journal.close();
  });

  guarantee('a release deletes events and the named steps, and the numbers go on', async (at) => {
    const journal = unwrap(await at.open('agent'));
    await journal.append({ ...none, events: events(1, 4), steps: [step('a'), step('b')] });
    await journal.release(3, ['a', 'unknown']);
    const ids = (await journal.eventsAfter(0, 10)).map(({ id }) => id);
    assert.deepEqual(ids, [4]);
    await journal.release(4, []);
    await journal.close();
    const again = unwrap(await at.open('agent'));
    const { lastEventId, releasedEventId, steps } = await again.load();
    assert.deepEqual([lastEventId, releasedEventId, steps], [4, 4, [step('b')]]);
    await assert.rejects(again.append({ ...none, events: events(1, 1) }));
    await again.append({ ...none, events: events(5, 1) });
    await again.close();
  });

  guarantee('a release never moves back and never beyond the last event', async (at) => {
    const journal = unwrap(await at.open('agent'));
    await journal.append({ ...none, events: events(1, 3), steps: [step('a')] });
    await journal.release(2, []);
    await journal.release(1, []);
    await assert.rejects(journal.release(4, ['a']));
    const { releasedEventId, steps } = await journal.load();
    assert.deepEqual([releasedEventId, steps.length], [2, 1]);
    await journal.close();
  });

  guarantee('output of every script and length comes back as it was', async (at) => {
    const journal = unwrap(await at.open('agent'));
    const text = `é 漢字 \u{1F680} \u0000 "'; -- ${'x'.repeat(60_000)}`;
    const written: StampedStepEvent = {
      id: 1,
      atMs: 1,
      event: { kind: 'OutputWritten', stepId: 'a', stream: 'stdout', offset: 0, text },
    };
    await journal.append({ ...none, events: [written] });
    assert.deepEqual(await journal.eventsAfter(0, 1), [written]);
    await journal.close();
  });
}

const none: AgentJournalChange = { events: [], steps: [], auditRecords: [] };

function event(id: number): StampedStepEvent {
  return { id, atMs: 1_000 + id, event: { kind: 'ProcessStarting', stepId: `step${id}`, orderId: 'order' } };
}

function events(first: number, count: number): readonly StampedStepEvent[] {
  return Array.from({ length: count }, (_, at) => event(first + at));
}

function step(stepId: string): HeldStep {
  return { stepId, orderId: 'order' };
}

function records(first: number, count: number): readonly JournalAuditRecord[] {
  return Array.from({ length: count }, (_, at) => ({ sequence: first + at, text: `{"n":${first + at}}` }));
}
