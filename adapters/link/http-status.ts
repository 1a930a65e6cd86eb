import { type Problem, type ProblemKind, problemKind } from '@interlock/base';

const statuses: { readonly [K in ProblemKind]: number } = {
  invalid: 400,
  unauthenticated: 401,
  sessionUnknown: 401,
  denied: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  throttled: 429,
  internal: 500,
  unavailable: 503,
};

/** The status with which hop 2 answers a problem; the problem itself stands in the body and decides. */
export function httpStatus(refusal: Problem): number {
  return statuses[problemKind(refusal)];
}
