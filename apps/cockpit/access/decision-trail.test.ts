import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Log, problem } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import { compileAccessRights } from '@interlock/iam';
import { anAccount, aRole, aSession } from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import type { Caller } from '../sessions/caller.ts';
import { decisionTrail } from './decision-trail.ts';

const view = 'sos:products:joc:auditlog:view';
const { key, name } = anAccount('ada');
const ada: Caller = {
  session: aSession('s1'),
  accountKey: key,
  accountName: name,
  serviceName: 'local',
  serviceType: 'JOC',
  roles: [],
  rights: compileAccessRights([aRole('r')]),
  mustChangePassword: false,
};

function facts(requestId: string, more: Partial<RequestFacts> = {}): RequestFacts {
  return {
    requestId,
    routeId: 'audit_log',
    atMs: 1_000,
    clientAddress: '127.0.0.1',
    isSecure: true,
    isBackground: false,
    ...more,
  };
}

function house() {
  const store = memoryIam();
  const state = { broken: false, transactions: 0, nowMs: 1_000 };
  const errors: string[] = [];
  const log = { error: (event: string) => errors.push(event) } as unknown as Log;
  const trail = decisionTrail({
    data: {
      read: store.read,
      change: async (work) => {
        state.transactions += 1;
        if (state.broken) throw new Error('the disk is full');
        return store.change(work);
      },
    },
    controllerIds: () => ['c1'],
    clock: { now: () => state.nowMs },
    log,
  });
  const note = (reference: string, allowed: boolean, told = true, more: Partial<RequestFacts> = {}) =>
    trail.notesOf(ada, facts(reference, more)).note({ permission: view }, { allowed, told });
  const kept = async () =>
    (await store.read.decisions.list(key, 0)).map(({ allowed, count, lastAtMs }) => [
      allowed,
      count,
      lastAtMs,
    ]);
  return { trail, state, store, errors, note, kept };
}

test('equal decisions are one record, written once, however many there were', async () => {
  const { trail, state, note, kept } = house();
  for (let at = 0; at < 1_000; at += 1) note(`r${at}`, true);
  state.nowMs = 2_000;
  note('last', true);
  assert.equal(state.transactions, 0);
  await trail.write();
  assert.deepEqual(await kept(), [[true, 1_001, 2_000]]);
  await trail.write();
  assert.equal(state.transactions, 1);
});

test('what a page asks by itself is no use of a right, and its refusal is one all the same', async () => {
  const { trail, note, kept } = house();
  note('r1', true, true, { isBackground: true });
  note('r2', false, true, { isBackground: true });
  await trail.write();
  assert.deepEqual(await kept(), [[false, 1, 1_000]]);
  assert.equal((await trail.findRefusal('r2'))?.accountName, 'ada');
});

test('a refusal is found before it is written, while it is, and after', async () => {
  const { trail, note } = house();
  note('r1', false);
  assert.equal((await trail.findRefusal('r1'))?.reason, 'No role of the account grants it here.');
  const writing = trail.write();
  assert.notEqual(await trail.findRefusal('r1'), undefined);
  await writing;
  assert.notEqual(await trail.findRefusal('r1'), undefined);
});

test('a refusal that is told as absence is counted, and not found by its reference', async () => {
  const { trail, note, kept } = house();
  note('r1', false, false);
  assert.equal(await trail.findRefusal('r1'), undefined);
  await trail.write();
  assert.equal(await trail.findRefusal('r1'), undefined);
  assert.deepEqual(await kept(), [[false, 1, 1_000]]);
});

test('the first refusal of a call is the one that its reference leads to', async () => {
  const { trail, note } = house();
  const refused = problem('PermissionDenied', 'Everybody changes his own password here.');
  note('r1', false);
  trail.refused({ problem: refused, facts: facts('r1'), caller: ada });
  trail.refused({ problem: refused, facts: facts('r2'), caller: ada });
  trail.refused({ problem: problem('CrossSiteRefused'), facts: facts('r3') });
  trail.refused({ problem: problem('Throttled'), facts: facts('r4'), caller: ada });
  await trail.write();
  const found = await Promise.all(['r1', 'r2', 'r3', 'r4'].map((each) => trail.findRefusal(each)));
  assert.deepEqual(
    found.map((each) => each && [each.request?.permission, each.reason]),
    [
      [view, 'No role of the account grants it here.'],
      [undefined, 'Everybody changes his own password here.'],
      undefined,
      undefined,
    ],
  );
});

test('what could not be written waits, counts on, and is written the next time', async () => {
  const { trail, state, errors, note, kept } = house();
  note('r1', true);
  note('r2', false);
  state.broken = true;
  await trail.write();
  assert.equal(errors.length, 1);
  assert.notEqual(await trail.findRefusal('r2'), undefined);
  state.broken = false;
  note('r3', true);
  await trail.write();
  assert.deepEqual((await kept()).sort(), [
    [false, 1, 1_000],
    [true, 2, 1_000],
  ]);
  assert.notEqual(await trail.findRefusal('r2'), undefined);
});

test('what waits is bounded: beyond ten thousand nothing more is kept', async () => {
  const { trail, store } = house();
  const notes = trail.notesOf(ada, facts('r'));
  for (let at = 0; at < 10_050; at += 1) notes.note({ permission: `p${at}` }, { allowed: true, told: true });
  await trail.write();
  assert.equal((await store.read.decisions.list(key, 0)).length, 10_000);
});
