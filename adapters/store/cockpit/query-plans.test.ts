import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { auditCategories } from '@interlock/audit';
import type { SqlValue } from '../sqlite/statement.ts';
import { type CockpitPorts, cockpitPorts } from './cockpit-ports.ts';
import { cockpitDatabase } from './database.ts';

const everything = [{ categories: auditCategories }];

/** Questions that are asked often, of tables that grow without end. */
const questions: readonly [what: string, ask: (ports: CockpitPorts) => Promise<unknown>][] = [
  ['a session by its token', ({ sessions }) => sessions.find('hash')],
  ['the newest orders', ({ history }) => history.orders({ countMax: 100 })],
  ['the orders of a day', ({ history }) => history.orders({ fromMs: 1, toMs: 2, countMax: 100 })],
  ['the latest row of an order', ({ history }) => history.order({ controllerId: 'c', orderId: 'o' })],
  ['the newest steps', ({ history }) => history.steps({ countMax: 100 })],
  ['the output of a step', ({ history }) => history.stepLog(1, 0, 100)],
  ['the newest audit records', ({ audit }) => audit.query({ views: everything, limit: 100 })],
  ['the head of a chain', ({ audit }) => audit.head({ role: 'cockpit', id: 'cockpit' })],
  ['the newest logins', ({ loginHistory }) => loginHistory.list({ limit: 100 })],
];

/** Audit records are read from the newest on, in the order in which they stand, until enough are found. */
const bad = /TEMP B-TREE FOR ORDER BY|^SCAN (?!.*(INDEX|json_each)|audit_record$)/;

for (const [what, ask] of questions) {
  test(`no table is read whole and sorted for ${what}`, async (t) => {
    const database = new DatabaseSync(':memory:');
    t.after(() => database.close());
    for (const { sql } of cockpitDatabase.migrations) database.exec(sql);
    const plans: string[] = [];
    const explain = async (sql: string, parameters: readonly SqlValue[]) => {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
      plans.push(...steps.map(({ detail }) => String(detail)));
      return { rows: [], changes: 0 };
    };
    await ask(cockpitPorts({ query: explain, run: async () => undefined }));
    assert.ok(plans.length > 0);
    assert.deepEqual(
      plans.filter((step) => bad.test(step)),
      [],
    );
  });
}
