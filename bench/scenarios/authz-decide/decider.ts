import type { Query } from '../../workloads/authorization.ts';

/** Answers a question as `authorize` has to: whether it is allowed. */
export type Decider = (query: Query) => boolean;
