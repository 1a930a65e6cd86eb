import { decideByReference } from '../../../testing/reference/decide.ts';
import type { Arm, Scenario } from '../../scenario.ts';
import { authorizationWorkload, type Query } from '../../workloads/authorization.ts';
import { casbinDecider } from './casbin.ts';
import { caslDecider } from './casl.ts';
import type { Decider } from './decider.ts';
import { linearDecider } from './linear.ts';
import { oursDecider } from './ours.ts';

/** How long one arm decides in one round, in milliseconds. */
const portionMs = 150;

/** Decisions are counted in so many at a time, between two looks at the clock. */
const batch = 64;

/** A full decision: permission, Controller and folder, for one of 50 accounts. */
export const authzDecide: Scenario = {
  name: 'authz-decide',
  what: 'one decision about permission, Controller and folder, out of 20,000 over 50 accounts, 20 roles, 200 folders and 5 Controllers; every arm gives the answers of a reference',
  unit: '/s',
  rounds: 15,
  twinTolerance: 0.05,
  goals: [
    { anchor: 'casl', kind: 'atLeast', ratio: 5 },
    { anchor: 'linear scan', kind: 'atLeast', ratio: 50 },
    { anchor: 'casbin', kind: 'atLeast', ratio: 1_000 },
  ],
  durability: 'none',
  async open() {
    const workload = authorizationWorkload();
    const { accounts, queries } = workload;
    const expected = queries.map((query) => decideByReference(accounts[query.account] ?? [], query));
    const arm = (decider: Decider, checked = queries.length) => openArm(decider, queries, expected, checked);
    return {
      ours: arm(oursDecider(workload)),
      twin: arm(oursDecider(workload)),
      anchors: {
        casl: arm(caslDecider(workload)),
        'linear scan': arm(linearDecider(workload)),
        // All 20,000 would take half a minute.
        casbin: arm(await casbinDecider(workload), 2_000),
      },
    };
  },
};

function openArm(
  decide: Decider,
  queries: readonly Query[],
  expected: readonly boolean[],
  checked: number,
): Arm {
  const wrong = queries.slice(0, checked).filter((query, at) => decide(query) !== expected[at]);
  if (wrong.length > 0)
    throw new Error(`${wrong.length} answers differ, the first for ${JSON.stringify(wrong[0])}`);
  let next = 0;
  return {
    measure: async () => {
      const startedAtMs = performance.now();
      let decided = 0;
      let allowed = 0;
      do {
        for (let count = 0; count < batch; count += 1) {
          const query = queries[next] as Query;
          if (decide(query)) allowed += 1;
          next = next + 1 === queries.length ? 0 : next + 1;
        }
        decided += batch;
      } while (performance.now() - startedAtMs < portionMs);
      if (allowed > decided) throw new Error('More was allowed than asked.');
      return (decided * 1_000) / (performance.now() - startedAtMs);
    },
    close: async () => undefined,
  };
}
