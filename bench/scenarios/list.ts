import type { Scenario } from '../scenario.ts';
import { shellThroughput } from './shell-throughput/scenario.ts';
import { submitStartIdle } from './submit-start-idle/scenario.ts';

/** All scenarios, in the order in which they are run. */
export const scenarios: readonly Scenario[] = [submitStartIdle, shellThroughput];
