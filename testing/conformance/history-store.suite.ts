import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, objectPath, type Transactor, unwrap } from '@interlock/base';
import type {
  HistoryBatch,
  HistoryChange,
  HistoryStore,
  OrderHistoryFilter,
  StepHistoryFilter,
} from '@interlock/workflow';

/** A database under test. */
export interface OpenedHistory extends Transactor<{ readonly history: HistoryStore }> {
  close(): Promise<void>;
}

const folder = (path: string) => unwrap(folderPath(path));
const object = (path: string) => unwrap(objectPath(path));

/** What every history has to hold. */
export function historyStoreSuite(what: string, open: () => Promise<OpenedHistory>): void {
  const guarantee = (title: string, body: (history: Projected) => Promise<void>) =>
    test(`${what}: ${title}`, async (t) => {
      const opened = await open();
      t.after(() => opened.close());
      await body(projectedOver(opened));
    });
  declareProjection(guarantee);
  declareRows(guarantee);
  declareLogs(guarantee);
  declareFilters(guarantee);
}

type Declare = (title: string, body: (history: Projected) => Promise<void>) => void;

function declareProjection(guarantee: Declare): void {
  guarantee('the cursor of a Controller moves with its events, each by itself', async ({ read, project }) => {
    assert.equal(await read.cursor('controller'), undefined);
    await project(batch(undefined, 3));
    await project(batch(3, 7));
    await project({ ...batch(undefined, 1), controllerId: 'other' });
    assert.deepEqual(await read.cursor('controller'), { journalId: 'j', eventId: 7 });
    assert.deepEqual(await read.cursor('other'), { journalId: 'j', eventId: 1 });
  });

  const misplaced: readonly [what: string, batch: HistoryBatch][] = [
    ['events that came before', batch(undefined, 5)],
    ['events after a gap', batch(4, 5)],
    ['events of another journal', { ...batch(3, 5), after: { journalId: 'k', eventId: 3 } }],
  ];
  for (const [title, given] of misplaced) {
    guarantee(`${title} are refused, and nothing of them is written`, async ({ read, project }) => {
      await project(batch(undefined, 3));
      await assert.rejects(project({ ...given, changes: [added('one', 4)] }));
      assert.deepEqual(await read.cursor('controller'), { journalId: 'j', eventId: 3 });
      assert.deepEqual(await read.orders({ countMax: 9 }), []);
    });
  }

  guarantee('the same events twice at once are taken once', async ({ read, project }) => {
    const given = { ...batch(undefined, 1), changes: [added('one', 1)] };
    const outcomes = await Promise.allSettled([project(given), project(given), project(given)]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await read.orders({ countMax: 9 })).length, 1);
  });

  guarantee(
    'a new journal of a known Controller is followed from its own start',
    async ({ read, project }) => {
      await project(batch(undefined, 3));
      await project({ ...batch(3, 0), upTo: { journalId: 'k', eventId: 0 } });
      assert.deepEqual(await read.cursor('controller'), { journalId: 'k', eventId: 0 });
    },
  );

  guarantee('what began before the history did is passed over', async ({ read, tell }) => {
    await tell(started('ghost', 1), stepStarted('s', 'ghost', 1), output('s', 2, 'x'), logged('ghost', 2), {
      ...stepEnded('s', 3),
    });
    assert.deepEqual(await read.orders({ countMax: 9 }), []);
    assert.deepEqual(await read.steps({ countMax: 9 }), []);
  });
}

function declareRows(guarantee: Declare): void {
  guarantee('an order is shown as it was added, ran and ended', async ({ read, tell }) => {
    await tell({ ...added('one', 10), scheduledForMs: 12, arguments: { a: 1, b: 'ü' } });
    const [fresh] = await read.orders({ countMax: 9 });
    assert.deepEqual(fresh, {
      historyId: fresh?.historyId,
      controllerId: 'controller',
      orderId: 'one',
      workflowPath: '/f/flow',
      versionId: 'v1',
      arguments: { a: 1, b: 'ü' },
      position: [0],
      state: 'fresh',
      result: 'incomplete',
      account: 'joc/1',
      addedAtMs: 10,
      scheduledForMs: 12,
    });
    await tell(started('one', 20), moved('one', 'running'));
    const running = await read.order({ controllerId: 'controller', orderId: 'one' });
    assert.deepEqual(running, { ...fresh, startedAtMs: 20, position: [1, 'then', 0], state: 'running' });
    await tell(ended('one', 30, 'successful'));
    const finished = await read.order({ historyId: fresh?.historyId ?? 0 });
    assert.deepEqual(finished, {
      ...running,
      position: [9],
      state: 'finished',
      result: 'successful',
      endedAtMs: 30,
    });
  });

  guarantee('a failed order is found as failed until it goes on', async ({ read, tell }) => {
    const failed = async () =>
      (await read.orders({ results: ['failed'], countMax: 9 })).map(({ orderId }) => orderId);
    await tell(added('one', 1), moved('one', 'failed', 'failed'));
    assert.deepEqual(await failed(), ['one']);
    await tell(moved('one', 'running'));
    assert.deepEqual(await failed(), []);
    await tell(ended('one', 2, 'failed'), moved('one', 'waiting'));
    assert.deepEqual(await failed(), ['one']);
  });

  guarantee('a run of changes leaves the same at once as one by one', async ({ read, project, tell }) => {
    const run = [
      ...[added('one', 1), started('one', 2), moved('one', 'waiting'), moved('one', 'failed', 'failed')],
      ...[ended('one', 3, 'successful'), moved('one', 'waiting'), added('one', 4), moved('one', 'running')],
      ...[
        moved('one', 'failed', 'failed'),
        added('two', 5),
        moved('two', 'running'),
        ended('two', 6, 'failed'),
      ],
    ];
    for (const change of run) await tell(change);
    await project({ ...batch(undefined, 1), controllerId: 'other', changes: run });
    const rowsOf = async (controllerId: string) =>
      (await read.orders({ controllerIds: [controllerId], countMax: 9 })).map((row) => ({
        ...row,
        historyId: 0,
        controllerId: '',
      }));
    assert.deepEqual(await rowsOf('other'), await rowsOf('controller'));
    assert.equal((await rowsOf('other')).length, 3);
  });

  guarantee(
    'an order id that is used again has a row of its own, and the latest is meant',
    async ({ read, tell }) => {
      await tell(added('one', 1), ended('one', 2, 'failed'), added('one', 3), started('one', 4));
      const rows = await read.orders({ countMax: 9 });
      assert.deepEqual(
        rows.map(({ addedAtMs, result }) => [addedAtMs, result]),
        [
          [3, 'incomplete'],
          [1, 'failed'],
        ],
      );
      const latest = await read.order({ controllerId: 'controller', orderId: 'one' });
      assert.equal(latest?.historyId, rows[0]?.historyId);
    },
  );

  guarantee('equal order ids of two Controllers are two orders', async ({ read, project, tell }) => {
    await tell(added('one', 1));
    const other = { ...batch(undefined, 1), controllerId: 'other' };
    await project({ ...other, changes: [added('one', 5), ended('one', 6, 'failed')] });
    assert.equal((await read.order({ controllerId: 'controller', orderId: 'one' }))?.result, 'incomplete');
    assert.equal((await read.order({ controllerId: 'other', orderId: 'one' }))?.result, 'failed');
    assert.equal(await read.order({ controllerId: 'third', orderId: 'one' }), undefined);
  });

  guarantee('children stand under their parent alone, with theirs', async ({ read, tell }) => {
    await tell(
      added('one', 1),
      child('one|a', 'one', 2),
      child('one|a|x', 'one|a', 4),
      child('one|b', 'one', 3),
    );
    const [parent, ...more] = await read.orders({ countMax: 9 });
    assert.deepEqual([parent?.orderId, more], ['one', []]);
    const family = await read.descendants(parent?.historyId ?? 0);
    assert.deepEqual(
      family.map(({ orderId }) => orderId),
      ['one|a', 'one|b', 'one|a|x'],
    );
    assert.equal(family[0]?.parentHistoryId, parent?.historyId);
    assert.deepEqual(await read.descendants(family[1]?.historyId ?? 0), []);
  });

  guarantee('a step is shown as it started and ended', async ({ read, tell }) => {
    await tell(added('one', 1), stepStarted('s1', 'one', 5));
    const [order] = await read.orders({ countMax: 1 });
    const [running] = await read.steps({ countMax: 9 });
    assert.deepEqual(running, {
      taskId: running?.taskId,
      historyId: order?.historyId,
      controllerId: 'controller',
      stepId: 's1',
      orderId: 'one',
      workflowPath: '/f/flow',
      versionId: 'v1',
      position: [0],
      jobName: 'job',
      label: 'label',
      criticality: 'NORMAL',
      agentId: 'agent',
      arguments: { a: 1 },
      tryCount: 1,
      result: 'incomplete',
      startedAtMs: 5,
      droppedBytes: 0,
    });
    const outcome = { kind: 'failed', returnCode: 3, message: 'no' } as const;
    await tell({ kind: 'stepEnded', stepId: 's1', outcome, droppedBytes: 7, atMs: 9 });
    const ended = { ...running, result: 'failed', outcome, droppedBytes: 7, endedAtMs: 9 };
    assert.deepEqual(await read.step(running?.taskId ?? 0), ended);
    assert.equal(await read.step(99_999), undefined);
  });

  guarantee('ended orders are counted by how, children left out', async ({ read, tell }) => {
    await tell(added('a', 1), added('b', 1), added('c', 1), added('d', 1), child('a|x', 'a', 1));
    await tell(ended('a|x', 10, 'failed'), ended('a', 10, 'successful'), ended('b', 11, 'failed'));
    await tell(ended('c', 20, 'successful'));
    assert.deepEqual(await read.countEnded('controller', 10, 20), { successful: 1, failed: 1 });
    assert.deepEqual(await read.countEnded('controller', 0, 99), { successful: 2, failed: 1 });
    assert.deepEqual(await read.countEnded('other', 0, 99), { successful: 0, failed: 0 });
  });
}

function declareLogs(guarantee: Declare): void {
  guarantee(
    'the log of an order has its children in the order of events, and portions',
    async ({ read, tell }) => {
      await tell(added('one', 1), logged('one', 1), child('one|a', 'one', 2), logged('one|a', 2));
      await tell(stepStarted('s', 'one|a', 3), { ...logged('one|a', 3), stepId: 's' }, logged('one', 4));
      await tell(added('two', 5), logged('two', 5));
      const [parent] = await read.orders({ orderIds: ['one'], countMax: 1 });
      const [task] = await read.steps({ countMax: 1 });
      const lines = await read.orderLog(parent?.historyId ?? 0, 0, 9);
      assert.deepEqual(
        lines.map(({ eventId, orderId, taskId }) => [eventId, orderId, taskId]),
        [
          [1, 'one', undefined],
          [2, 'one|a', undefined],
          [3, 'one|a', task?.taskId],
          [4, 'one', undefined],
        ],
      );
      assert.deepEqual(lines[0], {
        eventId: 1,
        orderId: 'one',
        event: 'OrderStarted',
        level: 'main',
        atMs: 1,
        position: [0],
        message: 'ü "\u0000',
      });
      const portion = await read.orderLog(parent?.historyId ?? 0, 1, 2);
      assert.deepEqual(
        portion.map(({ eventId }) => eventId),
        [2, 3],
      );
      const [, branch] = [parent, ...(await read.descendants(parent?.historyId ?? 0))];
      assert.equal((await read.orderLog(branch?.historyId ?? 0, 0, 9)).length, 2);
    },
  );

  guarantee('the output of a step comes back piece by piece as it was written', async ({ read, tell }) => {
    await tell(added('one', 1), stepStarted('s', 'one', 1), stepStarted('t', 'one', 1));
    const text = `é 漢字 \u{1F680} \u0000 '"; -- ${'x'.repeat(60_000)}`;
    await tell(output('s', 5, text), output('t', 6, 'other'), { ...output('s', 7, ''), stream: 'stderr' });
    await tell({ ...output('s', 8, 'end'), offset: 0 });
    const [, first] = await read.steps({ countMax: 9 });
    const chunks = await read.stepLog(first?.taskId ?? 0, 0, 9);
    assert.deepEqual(
      chunks.map(({ eventId, stream, text: piece }) => [eventId, stream, piece]),
      [
        [5, 'stdout', text],
        [7, 'stderr', ''],
        [8, 'stdout', 'end'],
      ],
    );
    assert.deepEqual(chunks[0], { eventId: 5, stream: 'stdout', offset: 5, text, atMs: 5 });
    const portion = await read.stepLog(first?.taskId ?? 0, 5, 1);
    assert.deepEqual(
      portion.map(({ eventId }) => eventId),
      [7],
    );
  });
}

/** Orders `a` to `d`, each with a step of its own, as {@link fill} writes them; and which of them a filter finds. */
const filters: readonly [
  what: string,
  filter: Partial<OrderHistoryFilter & StepHistoryFilter>,
  found: string,
][] = [
  ['everything, the latest start first', {}, 'dcba'],
  ['at most so many', { countMax: 2 }, 'dc'],
  ['those of a Controller', { controllerIds: ['controller'] }, 'dcba'],
  ['none of another Controller', { controllerIds: ['other'] }, ''],
  ['none for an empty list of Controllers', { controllerIds: [] }, ''],
  ['a folder alone', { folders: [{ folder: folder('/f'), recursive: false }] }, 'a'],
  ['a folder with all below', { folders: [{ folder: folder('/f'), recursive: true }] }, 'ba'],
  ['the root folder with all below', { folders: [{ folder: folder('/'), recursive: true }] }, 'dcba'],
  ['none for an empty list of folders', { folders: [] }, ''],
  [
    'several folders',
    { folders: ['/f/g', '/fx'].map((path) => ({ folder: folder(path), recursive: false })) },
    'cb',
  ],
  ['order ids', { orderIds: ['a', 'd', 'x'] }, 'da'],
  ['workflows', { workflowPaths: [object('/f/flow'), object('/other')] }, 'da'],
  ['all but some workflows', { excludedWorkflowPaths: [object('/f/flow')] }, 'dcb'],
  ['a pattern of workflow names', { workflowNameGlob: 'flo*' }, 'cba'],
  ['a pattern with one open character', { workflowNameGlob: 'flo?' }, 'cba'],
  ['a pattern in which a bracket is a bracket', { workflowNameGlob: '[f]low' }, ''],
  ['results', { results: ['failed'] }, 'b'],
  ['several results', { results: ['failed', 'incomplete'] }, 'dcb'],
  ['a start and later', { fromMs: 20 }, 'dcb'],
  ['before a start', { toMs: 20 }, 'a'],
  ['a span', { fromMs: 20, toMs: 40 }, 'cb'],
  ['several conditions', { results: ['incomplete'], workflowNameGlob: 'flow' }, 'c'],
  ['text that would break out of a statement', { workflowNameGlob: "' OR '1'='1" }, ''],
];

function declareFilters(guarantee: Declare): void {
  for (const [what, filter, found] of filters) {
    guarantee(`a filter of orders finds ${what}`, async (history) => {
      await fill(history);
      const rows = await history.read.orders({ countMax: 9, ...filter });
      assert.equal(rows.map(({ orderId }) => orderId).join(''), found);
    });

    guarantee(`a filter of steps finds ${what}`, async (history) => {
      await fill(history);
      const rows = await history.read.steps({ countMax: 9, ...filter });
      assert.equal(rows.map(({ orderId }) => orderId).join(''), found);
    });
  }

  guarantee('rows are found by their numbers', async (history) => {
    await fill(history);
    const { read } = history;
    const historyIds = (await read.orders({ countMax: 9, orderIds: ['b', 'c'] })).map((row) => row.historyId);
    const orders = await read.orders({ countMax: 9, historyIds });
    assert.equal(orders.map(({ orderId }) => orderId).join(''), 'cb');
    const steps = await read.steps({ countMax: 9, historyIds });
    assert.equal(steps.map(({ orderId }) => orderId).join(''), 'cb');
    const one = await read.steps({ countMax: 9, taskIds: steps.slice(1).map(({ taskId }) => taskId) });
    assert.equal(one.map(({ orderId }) => orderId).join(''), 'b');
  });

  guarantee('steps are found by the names of their jobs', async (history) => {
    await fill(history);
    const found = async (filter: Partial<StepHistoryFilter>) =>
      (await history.read.steps({ countMax: 9, ...filter })).map(({ orderId }) => orderId).join('');
    assert.equal(await found({ jobNames: ['job-a', 'job-d'] }), 'da');
    assert.equal(await found({ jobNameGlob: '*-b' }), 'b');
    assert.equal(await found({ jobNameGlob: 'job-?' }), 'dcba');
  });

  guarantee('an order that has not started counts from when it was added', async ({ read, tell }) => {
    await tell(added('early', 1), started('early', 50), added('waiting', 30));
    const ids = async (filter: Partial<OrderHistoryFilter>) =>
      (await read.orders({ countMax: 9, ...filter })).map(({ orderId }) => orderId);
    assert.deepEqual(await ids({}), ['early', 'waiting']);
    assert.deepEqual(await ids({ toMs: 40 }), ['waiting']);
  });

  guarantee('a filter may name thousands', async (history) => {
    await fill(history);
    const orderIds = Array.from({ length: 50_000 }, (_, at) => `order${at}`);
    const rows = await history.read.orders({ countMax: 9, orderIds: [...orderIds, 'a'] });
    assert.equal(rows.length, 1);
  });
}

interface Projected {
  readonly read: HistoryStore;
  project(batch: HistoryBatch): Promise<void>;
  /** Projects changes behind those told before. */
  tell(...changes: readonly HistoryChange[]): Promise<void>;
}

function projectedOver({ read, change }: OpenedHistory): Projected {
  const project = (given: HistoryBatch) => change(({ history }) => history.project(given));
  let at: number | undefined;
  return {
    read: read.history,
    project,
    async tell(...changes) {
      const next = (at ?? 0) + 1;
      await project({ ...batch(at, next), changes });
      at = next;
    },
  };
}

async function fill({ tell }: Projected): Promise<void> {
  const orders = [
    ['a', '/f/flow', 10],
    ['b', '/f/g/flow', 20],
    ['c', '/fx/flow', 30],
    ['d', '/other', 40],
  ] as const;
  for (const [orderId, path, atMs] of orders) {
    const workflowPath = object(path);
    await tell({ ...added(orderId, 1), workflowPath }, started(orderId, atMs), {
      ...stepStarted(`s${orderId}`, orderId, atMs),
      workflowPath,
      jobName: `job-${orderId}`,
    });
  }
  await tell(stepEnded('sa', 50), ended('a', 50, 'successful'));
  const failure = { kind: 'failed', returnCode: 1 } as const;
  await tell({ ...stepEnded('sb', 50), outcome: failure }, ended('b', 50, 'failed'));
}

function batch(after: number | undefined, upTo: number): HistoryBatch {
  return {
    controllerId: 'controller',
    after: after === undefined ? undefined : { journalId: 'j', eventId: after },
    upTo: { journalId: 'j', eventId: upTo },
    changes: [],
  };
}

type Change<K extends HistoryChange['kind']> = Extract<HistoryChange, { readonly kind: K }>;

function added(orderId: string, atMs: number): Change<'orderAdded'> {
  return {
    kind: 'orderAdded',
    orderId,
    workflowPath: object('/f/flow'),
    versionId: 'v1',
    arguments: {},
    account: 'joc/1',
    atMs,
    position: [0],
  };
}

function child(orderId: string, parentId: string, atMs: number): Change<'orderAdded'> {
  return { ...added(orderId, atMs), parentId };
}

function started(orderId: string, atMs: number): Change<'orderStarted'> {
  return { kind: 'orderStarted', orderId, atMs };
}

function moved(
  orderId: string,
  state: Change<'orderMoved'>['state'],
  result: Change<'orderMoved'>['result'] = 'incomplete',
): Change<'orderMoved'> {
  return { kind: 'orderMoved', orderId, position: [1, 'then', 0], state, result };
}

function ended(orderId: string, atMs: number, result: 'successful' | 'failed'): Change<'orderEnded'> {
  return { kind: 'orderEnded', orderId, position: [9], state: 'finished', result, atMs };
}

function stepStarted(stepId: string, orderId: string, atMs: number): Change<'stepStarted'> {
  return {
    kind: 'stepStarted',
    stepId,
    orderId,
    workflowPath: object('/f/flow'),
    versionId: 'v1',
    position: [0],
    jobName: 'job',
    label: 'label',
    criticality: 'NORMAL',
    agentId: 'agent',
    arguments: { a: 1 },
    tryCount: 1,
    atMs,
  };
}

function stepEnded(stepId: string, atMs: number): Change<'stepEnded'> {
  return { kind: 'stepEnded', stepId, outcome: { kind: 'succeeded' }, droppedBytes: 0, atMs };
}

function logged(orderId: string, eventId: number): Change<'logged'> {
  return {
    kind: 'logged',
    orderId,
    eventId,
    event: 'OrderStarted',
    level: 'main',
    atMs: eventId,
    position: [0],
    message: 'ü "\u0000',
  };
}

function output(stepId: string, eventId: number, text: string): Change<'outputWritten'> {
  return {
    kind: 'outputWritten',
    stepId,
    eventId,
    stream: 'stdout',
    offset: eventId,
    text,
    atMs: eventId,
  };
}
