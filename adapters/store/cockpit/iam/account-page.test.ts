import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import { type AccountQuery, identityServiceId } from '@interlock/iam';
import type { SqlValue } from '../../sqlite/statement.ts';
import { cockpitPorts } from '../cockpit-ports.ts';
import { cockpitDatabase } from '../database.ts';

const serviceId = unwrap(identityServiceId('local'));

/** A database with so many accounts, each with three of five hundred roles and a password. */
function filled(accounts: number) {
  const database = new DatabaseSync(':memory:');
  for (const { sql } of cockpitDatabase.migrations) database.exec(sql);
  database.exec(`
    INSERT INTO identity_service VALUES ('local', 'local', 'local', 'JOC', 1, 0, 0, 'singleFactor', 0, NULL, '[]', '{}');
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${accounts - 1})
      INSERT INTO account (account_key, service_id, name, email, disabled, force_password_change, created_at_ms)
      SELECT printf('local/%05d', i), 'local', printf('account%05d', i), NULL, i % 2, 0, 0 FROM n;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${accounts - 1}), r(k) AS (VALUES (0), (1), (2))
      INSERT INTO account_role (account_key, role_key, role_name, place)
      SELECT printf('local/%05d', i), printf('role%03d', (i * 3 + k) % 500), printf('role%03d', (i * 3 + k) % 500), k
      FROM n, r;
    INSERT INTO password SELECT account_key, 'hash' FROM account;
  `);
  return database;
}

/** What a page costs: its statements, the rows that they gave, and how the database went about them. */
async function costOf(database: DatabaseSync, query: Partial<AccountQuery>) {
  const cost = { statements: 0, rows: 0, plans: [] as string[] };
  const ports = cockpitPorts({
    run: async () => undefined,
    query: async (sql: string, parameters: readonly SqlValue[]) => {
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
      cost.plans.push(...plan.map(({ detail }) => String(detail)));
      const rows = database.prepare(sql).all(...parameters) as Record<string, SqlValue>[];
      cost.statements += 1;
      cost.rows += rows.length;
      return { rows, changes: 0 };
    },
  });
  const page = await ports.accounts.page({ serviceId, limit: 10, offset: 0, ...query });
  return { ...cost, page };
}

const queries: readonly [what: string, query: Partial<AccountQuery>][] = [
  ['of all', {}],
  ['of the enabled', { disabled: false }],
  ['of the disabled', { disabled: true }],
  ['of one name', { name: 'account00003' as never }],
];

for (const [what, query] of queries)
  test(`a page ${what} costs with 10 000 accounts and 500 roles what it costs with 10`, async (t) => {
    const [few, many] = [filled(10), filled(10_000)];
    t.after(() => {
      few.close();
      many.close();
    });
    const small = await costOf(few, query);
    const large = await costOf(many, query);
    assert.equal(large.statements, small.statements);
    assert.ok(large.rows <= small.rows * 3, `${large.rows} rows instead of ${small.rows}`);
    assert.deepEqual(large.plans, small.plans);
    // Every table is entered by a key or an index that gives its rows in order; json_each holds the piece itself.
    assert.deepEqual(
      large.plans.filter((step) => /^SCAN (?!json_each)|TEMP B-TREE/.test(step)),
      [],
    );
    assert.equal(
      large.page.total,
      query.name === undefined ? 10_000 / (query.disabled === undefined ? 1 : 2) : 1,
    );
  });

test('the last page is found by the index alone', async (t) => {
  const database = filled(1_000);
  t.after(() => database.close());
  const { page, rows, plans } = await costOf(database, { offset: 990 });
  assert.match(plans[0] ?? '', /COVERING INDEX/);
  assert.deepEqual([page.items.length, page.items[9]?.account.name], [10, 'account00999']);
  assert.ok(rows < 100);
});

test('accounts that were there before they were counted are counted', async (t) => {
  const database = new DatabaseSync(':memory:');
  t.after(() => database.close());
  const [first, ...later] = cockpitDatabase.migrations;
  database.exec(first?.sql ?? '');
  database.exec(`
    INSERT INTO identity_service VALUES
      ('local', 'local', 'local', 'JOC', 1, 0, 0, 'singleFactor', 0, NULL, '[]', '{}');
    INSERT INTO account VALUES
      ('local/a', 'local', 'a', NULL, 0, 0, 0), ('local/b', 'local', 'b', NULL, 1, 0, 0), ('local/c', 'local', 'c', NULL, 0, 0, 0);
  `);
  for (const { sql } of later) database.exec(sql);
  const totals = [];
  for (const query of [{}, { disabled: true }, { disabled: false }])
    totals.push((await costOf(database, query)).page.total);
  assert.deepEqual(totals, [3, 1, 2]);
});
