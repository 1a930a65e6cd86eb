import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFifoPool } from './fifo-pool.ts';

function openPool() {
  const orders: number[] = [];
  const pool = createFifoPool((count) => orders.push(count));
  return { pool, orders };
}

const batch = (from: number) => Array.from({ length: 64 }, (_, n) => String(from + n));

test('no two takers get the same FIFO', async () => {
  const { pool } = openPool();
  const pairs = Array.from({ length: 40 }, () => pool.takePair());
  pool.add(batch(0));
  pool.add(batch(64));
  const taken = (await Promise.all(pairs)).flat();
  assert.equal(new Set(taken).size, 80);
});

test('one order is out at a time, and the next follows when stock is low', async () => {
  const { pool, orders } = openPool();
  const waiting = [pool.takePair(), pool.takePair()];
  assert.deepEqual(orders, [64]);
  pool.add(batch(0));
  await Promise.all(waiting);
  assert.deepEqual(orders, [64]);
  for (let taken = 0; taken < 23; taken++) await pool.takePair();
  assert.deepEqual(orders, [64, 64]);
});

test('takers get theirs although the one who was asked first has died', async () => {
  const { pool, orders } = openPool();
  const pair = pool.takePair();
  pool.reorder();
  assert.deepEqual(orders, [64, 64]);
  pool.add(batch(0));
  assert.equal((await pair).length, 2);
});

test('who waits when the pool closes, or comes later, is refused', async () => {
  const { pool } = openPool();
  const pair = pool.takePair();
  pool.close();
  await assert.rejects(pair, /no launcher/);
  await assert.rejects(pool.takePair(), /no launcher/);
});
