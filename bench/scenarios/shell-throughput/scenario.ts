import type { Scenario } from '../../scenario.ts';
import { openFloorArm } from './floor.ts';
import { openOursArm } from './ours.ts';

/** So many orders are added at once. */
const orderCount = 200;

/** So many of their scripts run at once. */
const inFlight = 16;

/** How many orders of one shell job `exit 0` end per second, added in one call. */
export const shellThroughput: Scenario = {
  name: 'shell-throughput',
  what: `${orderCount} orders of one shell job "exit 0" added in one call, ${inFlight} at once, until the Cockpit has told of the last end; beside it the same script through the launcher alone`,
  unit: '/s',
  rounds: 9,
  twinTolerance: 0.15,
  goals: [{ anchor: 'floor', kind: 'atLeast', ratio: 0.5 }],
  durability: 'ours per commit, floor none',
  async open() {
    const ours = await openOursArm(orderCount, inFlight);
    const twin = await openOursArm(orderCount, inFlight);
    return { ours, twin, anchors: { floor: await openFloorArm(orderCount, inFlight) } };
  },
};
