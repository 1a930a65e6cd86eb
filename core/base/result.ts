import { type Problem, ProblemError } from './problem.ts';

/** A value, or the refusal in its place. Expected refusals are returned; what is thrown is a fault. */
export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** The value of a success. */
export function succeed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The refusal of a failure. */
export function refuse<P>(refusal: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem: refusal };
}

/** The value, or a thrown {@link ProblemError}. For borders, where a refusal ends the call. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.problem);
}
