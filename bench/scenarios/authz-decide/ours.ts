import { authorize, compileAccessRights } from '@interlock/iam';
import type { AuthorizationWorkload } from '../../workloads/authorization.ts';
import type { Decider } from './decider.ts';

/** The decision that the Cockpit makes, from rights prepared once for each account. */
export function oursDecider({ accounts }: AuthorizationWorkload): Decider {
  const rights = accounts.map((roles) => compileAccessRights(roles));
  return (query) => {
    const held = rights[query.account];
    return held !== undefined && authorize(held, query).allowed;
  };
}
