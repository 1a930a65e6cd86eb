import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CpuTimes } from './machine/cpu-times.ts';
import { runScenario } from './run-scenario.ts';
import type { Arm, Scenario } from './scenario.ts';

function world(rounds: number) {
  const calls: string[] = [];
  const arm = (name: string): Arm => ({
    measure: async () => {
      calls.push(name);
      return 1;
    },
    close: async () => void calls.push(`${name} closed`),
  });
  const scenario: Scenario = {
    name: 's',
    what: 'w',
    unit: 'ms',
    rounds,
    twinTolerance: 0.15,
    goals: [{ anchor: 'limit', kind: 'atMost', ratio: 1 }],
    durability: 'none',
    open: async () => ({ ours: arm('ours'), twin: arm('twin'), anchors: { limit: arm('limit') } }),
  };
  return { calls, scenario };
}

/** Processor times of which others take everything while `isLoud` holds. */
function times(isLoud: () => boolean): () => CpuTimes {
  let machineMs = 0;
  return () => {
    if (isLoud()) machineMs += 1_000_000;
    return { machineMs, ownMs: 0 };
  };
}

test('each round measures every arm once, beginning with another one, and the first round is dropped', async () => {
  const { calls, scenario } = world(3);
  const [row] = await runScenario(scenario, () => undefined);
  assert.equal(row?.rounds.length, 3);
  const starts = [0, 3, 6].map((at) => calls[at]);
  assert.equal(new Set(starts).size, 3);
  for (const at of [0, 3, 6, 9])
    assert.deepEqual(new Set(calls.slice(at, at + 3)), new Set(['ours', 'twin', 'limit']));
  assert.deepEqual(calls.slice(12), ['ours closed', 'limit closed', 'twin closed']);
});

test('a round during which others were busy is repeated', async () => {
  const { calls, scenario } = world(3);
  // The warm-up and the two rounds after it.
  const [row] = await runScenario(
    scenario,
    times(() => calls.length < 9),
  );
  assert.equal(row?.pass, 'yes');
  assert.equal(calls.filter((call) => call === 'ours').length, 6);
});

test('where others are always busy, it ends all the same, and the row is void', async () => {
  const { calls, scenario } = world(2);
  const [row] = await runScenario(
    scenario,
    times(() => true),
  );
  assert.equal(row?.pass, 'void');
  assert.equal(row?.rounds.length, 2);
  assert.equal(calls.filter((call) => call === 'ours').length, 7);
});

test('what was started is closed when an arm fails', async () => {
  const { calls, scenario } = world(2);
  const failing: Scenario = {
    ...scenario,
    open: async () => ({
      ...(await scenario.open()),
      anchors: {
        limit: { measure: () => Promise.reject(new Error('wrong')), close: async () => undefined },
      },
    }),
  };
  await assert.rejects(
    runScenario(failing, () => undefined),
    /wrong/,
  );
  assert.ok(calls.includes('ours closed') && calls.includes('twin closed'));
});
