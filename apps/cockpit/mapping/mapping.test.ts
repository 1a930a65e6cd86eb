import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { objectPath, unwrap } from '@interlock/base';
import {
  neverMs,
  type Order,
  type OrderHistoryRow,
  type OrderState,
  type Outcome,
} from '@interlock/workflow';
import { agentStateObject } from './agent.ts';
import { controllerAnswer } from './controller.ts';
import { orderHistoryItem } from './history.ts';
import { hasFailed, isResumable, isSuspendible, orderAnswer } from './order.ts';
import { orderStateObject, orderStateWord } from './order-state.ts';
import { outcomeAnswer } from './outcome.ts';
import { positionText } from './position-text.ts';

const processing: OrderState = {
  kind: 'processing',
  stepId: 's',
  agentId: 'agent',
  jobName: 'job',
  startingAtMs: 0,
};

function order(state: OrderState, more: Partial<Order> = {}): Order {
  return {
    id: 'id',
    workflow: { path: '/a/w', versionId: 'v1' },
    position: [0],
    state,
    isSuspended: false,
    arguments: { a: 1 },
    variables: {},
    addedAtMs: 0,
    account: 'joc/root',
    sinceEventId: 1,
    sinceMs: 0,
    movesInARow: 0,
    ...more,
  };
}

describe('the state of an order', () => {
  const rows: readonly (readonly [
    state: OrderState,
    more: Partial<Order>,
    word: string,
    severity: number,
  ])[] = [
    [{ kind: 'fresh' }, {}, 'SCHEDULED', 1],
    [{ kind: 'fresh' }, { scheduledForMs: 5 }, 'SCHEDULED', 1],
    [{ kind: 'fresh' }, { scheduledForMs: neverMs }, 'PENDING', 10],
    [{ kind: 'ready' }, {}, 'WAITING', 8],
    [processing, {}, 'RUNNING', 0],
    [{ kind: 'processed' }, {}, 'INPROGRESS', 3],
    [{ kind: 'delayingRetry', untilMs: 5 }, {}, 'WAITING', 8],
    [{ kind: 'forked', childIds: ['id|a'], openCount: 1 }, {}, 'WAITING', 8],
    [{ kind: 'awaitingJoin' }, {}, 'WAITING', 8],
    [{ kind: 'failed' }, {}, 'FAILED', 2],
    [{ kind: 'failedInFork' }, {}, 'FAILED', 2],
    [{ kind: 'broken', message: '' }, {}, 'FAILED', 2],
    [{ kind: 'cancelled' }, {}, 'CANCELLED', 2],
    [{ kind: 'ready' }, { isSuspended: true }, 'SUSPENDED', 5],
    [{ kind: 'failed' }, { isSuspended: true }, 'SUSPENDED', 5],
    [{ kind: 'cancelled' }, { isSuspended: true }, 'CANCELLED', 2],
  ];
  for (const [state, more, word, severity] of rows)
    it(`${state.kind} ${JSON.stringify(more)} is ${word}`, () => {
      const found = orderStateWord(order(state, more));
      assert.deepEqual(orderStateObject(found), { _text: word, severity });
    });

  it('says for what an order waits, where JS7 has a word for it', () => {
    const reason = (state: OrderState, isJobFull = false) =>
      orderAnswer(order(state), { surveyAtMs: 0, compact: false, isJobFull }).state._reason;
    assert.equal(reason({ kind: 'ready' }), undefined);
    assert.equal(reason({ kind: 'ready' }, true), 'JOB_PROCESS_LIMIT_REACHED');
    assert.equal(reason({ kind: 'forked', childIds: [], openCount: 0 }), 'FORKED');
    assert.equal(reason({ kind: 'delayingRetry', untilMs: 5 }), 'DELAYING_RETRY');
  });
});

describe('an order', () => {
  const facts = { surveyAtMs: 0, compact: false, isJobFull: false };

  it('can be resumed where it is held or failed, and held where it is neither', () => {
    const rows: readonly (readonly [Order, boolean, boolean, boolean])[] = [
      [order({ kind: 'ready' }), false, true, false],
      [order({ kind: 'ready' }, { isSuspended: true }), true, false, false],
      [
        order(processing, { mark: { kind: 'suspending', treatment: 'kill', account: 'a' } }),
        true,
        true,
        false,
      ],
      [order({ kind: 'failed' }), true, false, true],
      [order({ kind: 'broken', message: '' }), true, false, true],
      [order({ kind: 'failedInFork' }), false, false, false],
      [order({ kind: 'cancelled' }), false, false, false],
    ];
    for (const [one, resumable, suspendible, failed] of rows)
      assert.deepEqual(
        [isResumable(one), isSuspendible(one), hasFailed(one)],
        [resumable, suspendible, failed],
      );
  });

  it('tells its mark, its Agent and its schedule', () => {
    const marked = orderAnswer(
      order(processing, { mark: { kind: 'cancelling', treatment: 'kill', account: 'a' } }),
      facts,
    );
    assert.deepEqual(marked.marked, { _text: 'CANCELLING', severity: 2 });
    assert.deepEqual(
      [marked.agentId, marked.attachedState],
      ['agent', { TYPE: 'Attached', agentName: 'agent' }],
    );
    assert.equal(orderAnswer(order({ kind: 'fresh' }, { scheduledForMs: 5 }), facts).scheduledFor, 5);
    assert.equal(
      orderAnswer(order({ kind: 'fresh' }, { scheduledForMs: neverMs }), facts).scheduledNever,
      true,
    );
  });

  it('leaves out arguments and outcomes where the request says compact', () => {
    const outcome: Outcome = { kind: 'succeeded' };
    const short = orderAnswer(order({ kind: 'ready' }, { outcome }), { ...facts, compact: true });
    const long = orderAnswer(order({ kind: 'ready' }, { outcome }), facts);
    assert.deepEqual([short.arguments, short.lastOutcome], [undefined, undefined]);
    assert.deepEqual([long.arguments, long.lastOutcome], [{ a: 1 }, { TYPE: 'Succeeded' }]);
  });
});

describe('an outcome', () => {
  const rows: readonly (readonly [Outcome, object])[] = [
    [
      { kind: 'succeeded', returnCode: 0, values: { x: 'y' } },
      { TYPE: 'Succeeded', namedValues: { x: 'y', returnCode: 0 } },
    ],
    [
      { kind: 'failed', message: 'no' },
      { TYPE: 'Failed', message: 'no' },
    ],
    [{ kind: 'timedOut' }, { TYPE: 'TimedOut' }],
    [{ kind: 'killed' }, { TYPE: 'Killed' }],
    [{ kind: 'lost' }, { TYPE: 'Disrupted' }],
  ];
  for (const [outcome, answer] of rows)
    it(`${outcome.kind} is ${JSON.stringify(answer)}`, () => {
      assert.deepEqual(outcomeAnswer(outcome), answer);
    });
});

it('a position is one text', () => {
  for (const [position, text] of [
    [[0], '0'],
    [[1, 'then', 0], '1/then:0'],
    [[2, 'try+0', 1, 'fork+A', 0], '2/try+0:1/fork+A:0'],
  ] as const)
    assert.equal(positionText(position), text);
});

it('an Agent of a Controller that is not reached is unknown, whatever it was', () => {
  assert.equal(agentStateObject('coupled', false)._text, 'UNKNOWN');
  assert.equal(agentStateObject(undefined, true)._text, 'UNKNOWN');
  assert.deepEqual(
    (['coupled', 'coupling', 'decoupled', 'refused'] as const).map(
      (state) => agentStateObject(state, true)._text,
    ),
    ['COUPLED', 'INITIALISED', 'COUPLINGFAILED', 'COUPLINGFAILED'],
  );
});

it('a Controller always says whether its node is the active one', () => {
  const registered = { controllerId: 'c', number: 1, title: '', url: 'https://127.0.0.1:4444' };
  for (const reachable of [true, false]) {
    const answer = controllerAnswer(registered, { eventId: 0, atMs: 0, reachable });
    assert.equal(answer.clusterNodeState._text, reachable ? 'active' : 'unknown');
    assert.equal(answer.host, '127.0.0.1');
  }
});

it('a row of the history has all the dates that clients read by type', () => {
  const row: OrderHistoryRow = {
    historyId: 1,
    controllerId: 'c',
    orderId: 'o',
    workflowPath: unwrap(objectPath('/a/w')),
    versionId: 'v',
    arguments: {},
    position: [0],
    state: 'fresh',
    result: 'incomplete',
    account: 'a',
    addedAtMs: 0,
  };
  const { surveyDate, plannedTime, startTime, endTime, state } = orderHistoryItem(row, true);
  assert.deepEqual(
    [surveyDate, plannedTime, startTime, endTime, state],
    [
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
      undefined,
      { _text: 'INCOMPLETE', severity: 3 },
    ],
  );
});
