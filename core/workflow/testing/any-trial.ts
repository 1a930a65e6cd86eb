import fc from 'fast-check';
import { neverMs, type StepTreatment } from '../orders/order.ts';
import type { Outcome } from '../orders/outcome.ts';
import { allOrders } from '../reads/find.ts';
import { stepsAt } from '../state/steps-at.ts';
import { anyDefinition } from './any-workflow.ts';
import type { Json } from './build.ts';
import type { Rig } from './rig.ts';

/**
 * Something that people, Agents and time do to a Controller. Orders and steps are meant by a number, which picks one of
 * those that there are by then.
 */
export type Act =
  | { readonly deploy: string; readonly versionId: string; readonly definition: Json }
  | { readonly withdraw: string }
  | { readonly add: readonly number[]; readonly to: string; readonly forMs?: number }
  | { readonly end: number; readonly outcome: Outcome }
  | { readonly cancel: readonly number[]; readonly mode: 'freshOnly' | StepTreatment }
  | { readonly suspend: readonly number[]; readonly mode: StepTreatment; readonly reset: boolean }
  | { readonly resume: readonly number[]; readonly at?: readonly number[] }
  | { readonly couple: string }
  | { readonly lose: string }
  | { readonly abandon: string }
  | { readonly restart: true }
  | { readonly advance: number }
  | { readonly wait: number };

const account = 'joc/tester';

/** Does it. What is refused is part of the trial. */
export function perform(rig: Rig, act: Act): void {
  if ('deploy' in act) {
    const { deploy: path, versionId, definition } = act;
    rig.try({ kind: 'DeployWorkflows', account, deploy: [{ path, versionId, definition }], withdraw: [] });
  } else if ('withdraw' in act)
    rig.try({ kind: 'DeployWorkflows', account, deploy: [], withdraw: [act.withdraw] });
  else if ('add' in act) {
    const scheduled = act.forMs === undefined ? {} : { scheduledForMs: act.forMs };
    const orders = act.add.map((number) => ({ orderId: `#${number}`, workflowPath: act.to, ...scheduled }));
    rig.try({ kind: 'AddOrders', account, orders });
  } else if ('end' in act) endStep(rig, act.end, act.outcome);
  else if ('cancel' in act)
    rig.try({ kind: 'CancelOrders', orderIds: pick(rig, act.cancel), mode: act.mode, account });
  else if ('suspend' in act)
    rig.try({
      kind: 'SuspendOrders',
      orderIds: pick(rig, act.suspend),
      mode: act.mode,
      reset: act.reset,
      account,
    });
  else if ('resume' in act) {
    const elsewhere = act.at === undefined ? {} : { position: act.at };
    rig.try({ kind: 'ResumeOrders', orderIds: pick(rig, act.resume), account, ...elsewhere });
  } else if ('couple' in act) rig.try({ kind: 'AgentCoupled', agentId: act.couple, journalId: 'j' });
  else if ('lose' in act) rig.try({ kind: 'AgentLost', agentId: act.lose });
  else if ('abandon' in act) rig.try({ kind: 'AbandonAgent', agentId: act.abandon, account });
  else if ('restart' in act) rig.try({ kind: 'StartController', controllerId: 'controller' });
  else if ('advance' in act) rig.try({ kind: 'Advance', eventsMax: act.advance });
  else rig.wait(act.wait);
}

function endStep(rig: Rig, number: number, outcome: Outcome): void {
  const steps = stepsAt(rig.state);
  const stepId = steps[number % Math.max(steps.length, 1)]?.stepId ?? 'unknown';
  rig.try({ kind: 'StepStarted', stepId, pid: 1, agentAtMs: 1 });
  rig.try({ kind: 'StepOutput', stepId, stream: 'stdout', offset: 0, text: 'x', agentAtMs: 1 });
  rig.try({ kind: 'StepEnded', stepId, outcome, droppedBytes: 0, agentAtMs: 2 });
}

/** Some of the orders that there are, children included, or one that there is not. */
function pick(rig: Rig, numbers: readonly number[]): readonly string[] {
  const ids = Array.from(allOrders(rig.state), ({ id }) => id);
  return numbers.map((number) => ids[number % (ids.length + 1)] ?? '#unknown');
}

const path = fc.constantFrom('/w', '/folder/v');
const numbers = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 3 });
const agentId = fc.constantFrom('agent', 'other');
const outcome = fc.constantFrom<Outcome>(
  ...Array.from(
    { length: 5 },
    () => ({ kind: 'succeeded', returnCode: 0, values: { x: 'returned' } }) as const,
  ),
  { kind: 'failed', returnCode: 1 },
  { kind: 'failed', returnCode: 2 },
  { kind: 'failed', message: 'no' },
  { kind: 'killed', signal: 'SIGTERM' },
  { kind: 'timedOut' },
  { kind: 'lost' },
);

const deploy = fc.record({
  deploy: path,
  versionId: fc.constantFrom('1', '2', '3', '4'),
  definition: anyDefinition,
});
const add = fc.record(
  {
    add: fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
    to: path,
    forMs: fc.constantFrom(0, 2_000_000, neverMs),
  },
  { requiredKeys: ['add', 'to'] },
);
const killing = fc.constantFrom('afterStep' as const, 'kill' as const, 'killAtOnce' as const);

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: deploy },
  { weight: 1, arbitrary: fc.record({ withdraw: path }) },
  { weight: 4, arbitrary: add },
  { weight: 14, arbitrary: fc.record({ end: fc.nat(1_000), outcome }) },
  {
    weight: 2,
    arbitrary: fc.record({ cancel: numbers, mode: fc.oneof(killing, fc.constant('freshOnly' as const)) }),
  },
  { weight: 3, arbitrary: fc.record({ suspend: numbers, mode: killing, reset: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ resume: numbers, at: fc.constantFrom([0], [1]) }, { requiredKeys: ['resume'] }),
  },
  { weight: 5, arbitrary: fc.record({ couple: agentId }) },
  { weight: 1, arbitrary: fc.record({ lose: agentId }) },
  { weight: 1, arbitrary: fc.record({ abandon: agentId }) },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
  { weight: 4, arbitrary: fc.record({ advance: fc.nat(20) }) },
  {
    weight: 10,
    arbitrary: fc.record({ wait: fc.constantFrom(0, 0, 0, 0, 5_000, 3_600_000, 8 * 86_400_000) }),
  },
);

/** Two workflows and some orders, and then anything. */
export const anyTrial: fc.Arbitrary<readonly Act[]> = fc
  .tuple(deploy, deploy, add, add, fc.array(anyAct, { minLength: 25, maxLength: 70 }))
  .map(([first, second, some, more, rest]) => [first, second, some, more, ...rest]);
