import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killingPlan } from './killing.ts';
import { seededRandom } from './random.ts';
import { programs } from './world.ts';

const plan = (seed: number) => killingPlan(seededRandom(seed));

test('a seed gives the same kills again', () => {
  assert.deepEqual(plan(7), plan(7));
  assert.notDeepEqual(plan(7), plan(8));
});

test('each round kills each program, and rounds differ in answers that are withheld', () => {
  const plans = Array.from({ length: 50 }, (_, seed) => plan(seed));
  for (const kills of plans)
    assert.deepEqual(new Set(kills.map(({ program }) => program)), new Set(programs));
  const hops = plans.flat().map(({ withheld }) => withheld?.hop);
  assert.deepEqual(new Set(hops), new Set(['hop2', 'hop3', undefined]));
});
