/** What every audit store has to do; a store's own test names itself and gives a way to open it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import {
  type AuditEntry,
  type AuditFilter,
  type AuditRecord,
  type AuditStore,
  type AuditWriter,
  auditCategories,
  recordLine,
  sealRecords,
  verifyChain,
  writeAudit,
} from '@interlock/audit';

/** A store under test. */
export interface OpenedAuditStore {
  /** Reads what is committed. */
  readonly read: AuditStore;
  /** Runs work in one transaction: what it does stands only if it succeeds. */
  change<T>(work: (store: AuditStore) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const cockpit: AuditWriter = { role: 'cockpit', id: 'cockpit' };
const agent: AuditWriter = { role: 'agent', id: 'cockpit' };
const sha256 = (data: Uint8Array | string): Uint8Array => createHash('sha256').update(data).digest();
const everything = [{ categories: auditCategories }];

function sealing(writer: AuditWriter, nowMs = 1_000) {
  return { writer, nowMs, sha256 };
}

const samples: readonly AuditEntry[] = [
  {
    action: 'LoggedIn',
    actor: { kind: 'stranger', account: 'ada', address: '192.0.2.1' },
    target: { kind: 'account', id: 'ada' },
    outcome: 'refused',
    reasonCode: 'passwordWrong',
    request: '/authentication/login',
  },
  {
    action: 'OrdersCancelled',
    actor: { kind: 'account', account: 'ada', identityService: 'joc', session: 's1' },
    target: { kind: 'order', id: '#1', folder: '/finance', controllerId: 'controller' },
    outcome: 'intended',
    reason: { comment: '50% of it_all', timeSpent: 5, ticketLink: 'https://tickets/1' },
    correlation: 'c1',
  },
  {
    action: 'OrdersCancelled',
    actor: { kind: 'account', account: 'ada', identityService: 'joc', session: 's1' },
    target: { kind: 'order', id: '#1', folder: '/finance', controllerId: 'controller' },
    outcome: 'succeeded',
    correlation: 'c1',
    details: { count: 1, nested: { list: [null, true, 'ü\u202e\r\n'] } },
  },
  {
    action: 'InventoryStored',
    actor: { kind: 'account', account: 'Ada' },
    target: { kind: 'workflow', id: '/finance/month/close', folder: '/finance/month' },
    outcome: 'succeeded',
  },
  {
    action: 'InventoryStored',
    actor: { kind: 'account', account: 'bob' },
    target: { kind: 'workflow', id: '/finance2/close', folder: '/finance2' },
    outcome: 'succeeded',
    reason: { comment: '50 percent' },
  },
  {
    action: 'WorkflowsDeployed',
    actor: { kind: 'schedule', account: '/plan' },
    target: { kind: 'workflow', id: '/root', folder: '/', controllerId: 'second' },
    outcome: 'failed',
  },
  {
    action: 'ProgramStarted',
    actor: { kind: 'program', account: 'cockpit' },
    target: { kind: 'program', id: 'cockpit' },
    outcome: 'succeeded',
  },
];

/** What is asked of the records that {@link writeBoth} writes, and the ids that it has to give. */
const filters: readonly [what: string, filter: Partial<AuditFilter>, ids: readonly number[]][] = [
  ['everything', {}, [9, 8, 7, 6, 5, 4, 3, 2, 1]],
  ['nothing, where nothing may be seen', { views: [] }, []],
  ['the newest two', { limit: 2 }, [9, 8]],
  ['the page before a record', { beforeId: 4 }, [3, 2, 1]],
  ['one record', { id: 3 }, [3]],
  ['one writer', { writer: cockpit }, [9, 8, 7, 4, 3, 2, 1]],
  ['another writer of the same id', { writer: agent }, [6, 5]],
  ['a Controller, and what names none', { controllerId: 'controller' }, [9, 7, 6, 5, 4, 3, 2, 1]],
  ['some categories', { categories: ['INVENTORY', 'DEPLOYMENT'] }, [8, 7, 4]],
  ['no category', { categories: [] }, []],
  ['a kind of target', { targetKinds: ['order', 'program'] }, [9, 6, 5, 3, 2]],
  ['a folder with all below', { folders: [{ folder: '/finance', recursive: true }] }, [6, 5, 4, 3, 2]],
  ['a folder alone', { folders: [{ folder: '/finance', recursive: false }] }, [6, 5, 3, 2]],
  ['all folders', { folders: [{ folder: '/', recursive: true }] }, [8, 7, 6, 5, 4, 3, 2]],
  ['the root folder alone', { folders: [{ folder: '/', recursive: false }] }, [8]],
  ['no folder', { folders: [] }, []],
  ['a target', { targetId: '#1' }, [6, 5, 3, 2]],
  ['a pattern of a target', { targetId: '/finance*close' }, [7, 4]],
  ['a pattern with one open character', { targetId: '/finance?/close' }, [7]],
  ['an account, exactly', { account: 'ada' }, [6, 5, 3, 2, 1]],
  ['a pattern of accounts', { account: '*d*' }, [6, 5, 4, 3, 2, 1]],
  ['a comment with the marks of another pattern language', { comment: '50%*it_all' }, [5, 2]],
  ['a comment that holds a bracket', { comment: '5[0]*' }, []],
  ['a ticket', { ticketLink: 'https://tickets/*' }, [5, 2]],
  ['outcomes', { outcomes: ['refused', 'failed'] }, [8, 1]],
  ['a correlation', { correlation: 'c1' }, [6, 5, 3, 2]],
  ['a time and later', { fromMs: 2_000 }, [9, 8, 7, 6, 5]],
  ['before a time', { toMs: 2_000 }, [4, 3, 2, 1]],
  [
    'several conditions at once',
    { categories: ['CONTROLLER'], outcomes: ['succeeded'], account: 'ada' },
    [6, 3],
  ],
  [
    'what a view limits to folders, and what has no folder',
    { views: [{ categories: auditCategories, folders: [{ folder: '/finance', recursive: true }] }] },
    [9, 6, 5, 4, 3, 2, 1],
  ],
  [
    'what at least one view lets pass',
    {
      views: [
        { categories: ['IDENTITY'] },
        { categories: ['CONTROLLER', 'DEPLOYMENT'], controllerId: 'second' },
        { categories: ['INVENTORY'], folders: [{ folder: '/finance2', recursive: false }] },
      ],
    },
    [8, 7, 1],
  ],
  ['text that would break out of a statement', { account: "ada' or '1'='1" }, []],
];

/** Declares the tests of a store. */
export function auditStoreSuite(name: string, open: () => Promise<OpenedAuditStore>): void {
  const withStore = (title: string, run: (store: OpenedAuditStore) => Promise<void>): void => {
    test(`${name}: ${title}`, async (context: TestContext) => {
      const store = await open();
      context.after(() => store.close());
      await run(store);
    });
  };
  declareChainTests(withStore);
  declareQueryTests(withStore);
}

type Declare = (title: string, run: (store: OpenedAuditStore) => Promise<void>) => void;

function declareChainTests(withStore: Declare): void {
  withStore('a chain begins empty', async ({ read }) => {
    assert.equal(await read.head(cockpit), undefined);
    assert.deepEqual(await linesOf(read, cockpit), []);
  });

  withStore('records are given back as the very lines that they were sealed as', async (store) => {
    const records = await store.change((audit) => writeAudit(audit, samples, sealing(cockpit)));
    assert.deepEqual(await linesOf(store.read, cockpit), records.map(recordLine));
    const head = await store.read.head(cockpit);
    assert.deepEqual([head?.sequence, head?.hash], [samples.length, records.at(-1)?.hash]);
    const lines = await linesOf(store.read, cockpit, 2, 3);
    assert.deepEqual(lines, records.slice(1, 3).map(recordLine));
  });

  withStore('a head is seen within its own transaction', async (store) => {
    await store.change(async (audit) => {
      await writeAudit(audit, samples.slice(0, 2), sealing(cockpit));
      await writeAudit(audit, samples.slice(2, 4), sealing(cockpit));
    });
    const report = await verify(store.read, cockpit);
    assert.deepEqual([report.isSound, report.records], [true, 4]);
  });

  withStore('what a failed transaction appended is not there', async (store) => {
    await store.change((audit) => writeAudit(audit, samples.slice(0, 1), sealing(cockpit)));
    const failing = store.change(async (audit) => {
      await writeAudit(audit, samples, sealing(cockpit));
      throw new Error('the change failed');
    });
    await assert.rejects(failing, /the change failed/);
    assert.equal((await store.read.head(cockpit))?.sequence, 1);
    await store.change((audit) => writeAudit(audit, samples, sealing(cockpit)));
    assert.equal((await verify(store.read, cockpit)).isSound, true);
  });

  withStore('what does not follow the head is not appended', async (store) => {
    const [first] = await store.change((audit) => writeAudit(audit, samples.slice(0, 1), sealing(cockpit)));
    const second = sealRecords(first, samples.slice(1, 3), sealing(cockpit));
    const wrong: readonly (readonly AuditRecord[])[] = [
      sealRecords(undefined, samples.slice(0, 1), sealing(cockpit)),
      second.slice(1),
      sealRecords({ sequence: 1, hash: 'f'.repeat(64) }, samples.slice(1, 2), sealing(cockpit)),
      [...second.slice(0, 1), ...second.slice(0, 1)],
    ];
    for (const records of wrong) await assert.rejects(store.change((audit) => audit.append(records)));
    assert.equal((await store.read.head(cockpit))?.sequence, 1);
  });

  withStore('writers have chains of their own', async (store) => {
    await writeBoth(store);
    assert.equal((await verify(store.read, cockpit)).records, samples.length);
    assert.equal((await verify(store.read, agent)).records, 2);
  });

  withStore('a chain is cut up to a record, and goes on where it was', async (store) => {
    await writeBoth(store);
    assert.equal(await store.change((audit) => audit.cut(cockpit, 3)), 3);
    assert.equal((await linesOf(store.read, cockpit)).length, samples.length - 3);
    assert.equal((await linesOf(store.read, agent)).length, 2);
    const [next] = await store.change((audit) => writeAudit(audit, samples.slice(0, 1), sealing(cockpit)));
    assert.equal(next?.sequence, samples.length + 1);
  });

  withStore('the newest record is never cut', async (store) => {
    await writeBoth(store);
    await assert.rejects(store.change((audit) => audit.cut(cockpit, samples.length)));
    assert.equal((await linesOf(store.read, cockpit)).length, samples.length);
  });
}

function declareQueryTests(withStore: Declare): void {
  for (const [what, filter, ids] of filters) {
    withStore(`a query finds ${what}`, async (store) => {
      await writeBoth(store);
      const found = await store.read.query({ views: everything, limit: 100, ...filter });
      assert.deepEqual(
        found.map(({ id }) => id),
        ids,
      );
    });
  }

  withStore('a query gives the records as they were sealed', async (store) => {
    const records = await store.change((audit) => writeAudit(audit, samples, sealing(cockpit)));
    const found = await store.read.query({ views: everything, limit: 100 });
    assert.deepEqual(
      found.map(({ record }) => recordLine(record)),
      records.map(recordLine).toReversed(),
    );
  });
}

async function writeBoth(store: OpenedAuditStore): Promise<void> {
  await store.change((audit) => writeAudit(audit, samples.slice(0, 4), sealing(cockpit, 1_000)));
  await store.change((audit) => writeAudit(audit, samples.slice(1, 3), sealing(agent, 2_000)));
  await store.change((audit) => writeAudit(audit, samples.slice(4), sealing(cockpit, 3_000)));
}

async function linesOf(store: AuditStore, writer: AuditWriter, from = 1, to?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of store.lines(writer, from, to)) lines.push(line);
  return lines;
}

function verify(store: AuditStore, writer: AuditWriter) {
  return verifyChain({ writer, lines: store.lines(writer, 1), witness: [], verify: () => false, sha256 });
}
