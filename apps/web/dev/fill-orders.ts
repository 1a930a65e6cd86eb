import type { OrderAnswer } from '@interlock/cockpit-api';
import { anOrder } from './builders.ts';
import { sampleContents } from './sample-workflows.ts';
import { pick, seeded } from './seed.ts';
import type { World } from './world.ts';

const orderStates = [
  'RUNNING',
  'RUNNING',
  'RUNNING',
  'WAITING',
  'SCHEDULED',
  'SCHEDULED',
  'FAILED',
  'SUSPENDED',
  'BLOCKED',
  'PROMPTING',
  'INPROGRESS',
  'PENDING',
  'FINISHED',
  'FINISHED',
  'CANCELLED',
] as const;

/** Where an order of the first sample may stand, with the label of the step. */
const positions = [
  [[0], '0', 'fetch-positions'],
  [[1, 'fork+ledger', 0], '1/fork+ledger:0', 'load-ledger'],
  [[1, 'fork+risk', 0], '1/fork+risk:0', 'compute-risk'],
  [[2, 'try+0', 0], '2/try+0:0', 'reconcile'],
  [[3, 'then', 0], '3/then:0', 'publish'],
] as const;

/** Puts orders in every state into the world. */
export function fillOrders(world: World, count: number): void {
  const random = seeded(7);
  const paths = Object.keys(sampleContents) as [string, ...string[]];
  for (let index = 0; index < count; index++) {
    const path = index % 3 === 0 ? '/finance/closing/end-of-day' : pick(paths, random);
    const state = orderStates[index % orderStates.length] ?? 'RUNNING';
    const scheduledMs = world.nowMs() + (state === 'SCHEDULED' ? 1 : -1) * Math.floor(random() * 7_200_000);
    const place = path.endsWith('end-of-day')
      ? (positions[Math.floor(random() * positions.length)] ?? positions[0])
      : positions[0];
    const orderId = `#2026-11-22#T${String(42_000_000_000 + index * 7)}-${pick(['closing', 'nightly', 'rerun', 'adhoc'], random)}-${index + 1}`;
    world.orders.set(
      orderId,
      anOrder({
        orderId,
        workflowPath: path,
        word: state,
        position: [...place[0]],
        positionString: place[1],
        ...(path.endsWith('end-of-day') ? { label: place[2] } : {}),
        ...(state === 'PENDING' ? { scheduledNever: true } : { scheduledFor: scheduledMs }),
        ...(state === 'RUNNING'
          ? { agentId: 'agent', attachedState: { TYPE: 'Attached', agentName: 'agent' } }
          : {}),
        ...(state === 'FAILED'
          ? { lastOutcome: { TYPE: 'Failed', message: 'The process ended with return code 3.' } }
          : {}),
        ...(state === 'WAITING' ? { reason: 'WAITING_FOR_LOCK' } : {}),
        arguments: argumentsOf(path, index),
        historyId: index + 1,
      }),
    );
  }
}

function argumentsOf(path: string, index: number): NonNullable<OrderAnswer['arguments']> {
  if (!path.endsWith('end-of-day')) return { attempt: index };
  return { day: '2026-11-22', region: 'emea', chunk: 500, dryRun: false };
}
