import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import type { AuditEntry } from '@interlock/audit';
import { type Log, type LogFields, silentLog } from '@interlock/base';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { withAuditLines } from './audit-lines.ts';
import { cockpitAudit } from './cockpit-audit.ts';

const entry: AuditEntry = {
  action: 'LoggedIn',
  actor: { kind: 'stranger', account: 'ada', address: '192.0.2.1' },
  target: { kind: 'account', id: 'ada' },
  outcome: 'refused',
  reasonCode: 'notVerified',
  request: '/authentication/login',
  correlation: 'request-1',
  details: { services: [{ serviceName: 'LDAP', outcome: 'unavailable', reason: 'timedOut' }] },
};

async function world(t: TestContext) {
  const told: (readonly [string, LogFields])[] = [];
  const log: Log = { ...silentLog, info: (event, fields = {}) => void told.push([event, fields]) };
  const bare = await inlineCockpitStore();
  t.after(() => bare.close());
  const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
  const audit = cockpitAudit('cockpit', { now: () => 1_000 }, sha256);
  return { told, audit, store: withAuditLines(bare, log) };
}

test('each record is said once its change is durable: who, from where, what, and what came of it', async (t) => {
  const { told, audit, store } = await world(t);
  await store.change(async (stores) => {
    await audit.write(stores, [entry]);
    assert.deepEqual(told, [], 'not before');
  });
  assert.deepEqual(told, [
    [
      'LoggedIn',
      {
        outcome: 'refused',
        reasonCode: 'notVerified',
        account: 'ada',
        actor: 'stranger',
        address: '192.0.2.1',
        target: 'account ada',
        request: '/authentication/login',
        requestId: 'request-1',
        details: entry.details,
        sequence: 1,
        recordedAtMs: 1_000,
      },
    ],
  ]);
});

test('what is undone is not said', async (t) => {
  const { told, audit, store } = await world(t);
  const undone = store.change(async (stores) => {
    await audit.write(stores, [entry]);
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.deepEqual(told, []);
  assert.equal(await store.read.audit.head(audit.writer), undefined);
});
