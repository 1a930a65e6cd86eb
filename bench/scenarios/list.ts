import type { Scenario } from '../scenario.ts';
import { authzDecide } from './authz-decide/scenario.ts';
import { authzFilter } from './authz-filter/scenario.ts';
import { login } from './login/scenario.ts';
import { loginStorm } from './login-storm/scenario.ts';
import { reqAuth } from './req-auth/scenario.ts';
import { shellThroughput } from './shell-throughput/scenario.ts';
import { submitStartIdle } from './submit-start-idle/scenario.ts';

/** All scenarios, in the order in which they are run. */
export const scenarios: readonly Scenario[] = [
  authzDecide,
  authzFilter,
  reqAuth,
  login,
  loginStorm,
  submitStartIdle,
  shellThroughput,
];
