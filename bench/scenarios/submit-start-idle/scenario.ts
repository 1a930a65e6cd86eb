import { setTimeout as delay } from 'node:timers/promises';
import type { Arm, Scenario } from '../../scenario.ts';
import { median } from '../../statistics/median.ts';
import { openTemporaryFifo } from '../../temporary-fifo.ts';
import { openFloor } from './floor.ts';
import { openSubmission } from './ours.ts';
import type { Submission } from './submission.ts';

/** So many orders make one figure, which is their median. */
const ordersPerRound = 15;

/** After an order has ended, the programs have so long for what they still do behind it, in milliseconds. */
const restMs = 30;

/** From the request that adds an order to the first instruction of its script, on a system that does nothing else. */
export const submitStartIdle: Scenario = {
  name: 'submit-start-idle',
  what: `POST /orders/add until the script's first instruction, one order at a time, median of ${ordersPerRound}; beside it the floor of floor.ts`,
  unit: 'ms',
  rounds: 9,
  twinTolerance: 0.15,
  goals: [{ anchor: 'floor', kind: 'atMost', ratio: 5 }],
  durability: 'per commit, both',
  async open() {
    const ours = await openArm(openSubmission);
    const twin = await openArm(openSubmission);
    return { ours, twin, anchors: { floor: await openArm(openFloor) } };
  },
};

async function openArm(open: (script: string) => Promise<Submission>): Promise<Arm> {
  const fifo = openTemporaryFifo();
  const submission = await open(`printf . > ${fifo.path}\n`);
  const submitOnce = async (): Promise<number> => {
    const byte = fifo.nextByteAtMs();
    const startedAtMs = performance.now();
    const [byteAtMs] = await Promise.all([byte, submission.submit()]);
    await delay(restMs);
    return byteAtMs - startedAtMs;
  };
  return {
    async measure() {
      const figures: number[] = [];
      while (figures.length < ordersPerRound) figures.push(await submitOnce());
      return median(figures);
    },
    async close() {
      await submission.close();
      fifo.close();
    },
  };
}
