import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  nextOrderTick,
  orderIdOf,
  orderIdProblem,
  orderName,
  orderNameFrom,
  orderNameLengthMax,
  rootId,
} from './order-id.ts';
import { utcDay, utcInstant } from './utc.ts';

const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

test('days and times are those of the calendar, from 1970 to 9999', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: lastMs }), (atMs) => {
      assert.equal(utcInstant(atMs), new Date(atMs).toISOString());
      assert.equal(utcDay(atMs), new Date(atMs).toISOString().slice(0, 10));
    }),
  );
  for (const day of ['2000-02-29', '2100-02-28', '2100-03-01', '2026-12-31', '1970-01-01']) {
    assert.equal(utcDay(Date.parse(day)), day);
    assert.equal(utcDay(Date.parse(day) + 86_399_999), day);
  }
});

test("an order id has JS7's form: the day, T, eleven digits, the name behind the last hyphen", () => {
  const atMs = Date.UTC(2026, 10, 22, 12, 0, 0);
  const id = orderIdOf(nextOrderTick(0, atMs, 0.123), 'payroll');
  assert.equal(id, '#2026-11-22#T43200000123-payroll');
  assert.equal(id.charAt(12), 'T');
  assert.match(id, /^#\d{4}-\d{2}-\d{2}#T\d{11}-[^-]+$/);
});

test('no two orders of one program get the same id, however fast they come and whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.integer({ min: 1e12, max: 1e12 + 5 }),
          fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        ),
      ),
      (moments) => {
        let tick = 0;
        const ids = moments.map(([nowMs, chance]) => {
          tick = nextOrderTick(tick, nowMs, chance);
          return orderIdOf(tick, 'n');
        });
        assert.equal(new Set(ids).size, ids.length);
        for (const id of ids) assert.equal(orderIdProblem(id, 'f'), undefined);
      },
    ),
  );
});

for (const name of ['', 'a-b', 'a b', '1a', 'a.b', "a'", 'x'.repeat(31), 'a|b', '\ud800']) {
  test(`${JSON.stringify(name).slice(0, 20)} is no name of an order`, () =>
    assert.equal(orderName(name).ok, false));
}

test('a name of an order may be in any script', () => {
  for (const name of ['root', 'Büro_1', '日次', '_x'])
    assert.deepEqual(orderName(name), { ok: true, value: name });
});

test('every account gives a name for its orders', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (account) => {
      const name = orderNameFrom(account);
      assert.deepEqual(orderName(name), { ok: true, value: name });
      assert.ok(name.length <= orderNameLengthMax);
    }),
  );
  assert.equal(orderNameFrom('max.muster@example.com'), 'max_muster_example_com');
  assert.equal(orderNameFrom('0815'), '_0815');
  assert.equal(orderNameFrom(''), '_');
});

test('the root of an order is the order that was added', () => {
  assert.equal(rootId('#1|A|B'), '#1');
  assert.equal(rootId('#1'), '#1');
});
