import { type ProblemCode, type ProblemKind, problemCodes } from './problem-codes.ts';

/** A refusal as a value: what was refused, why, and where the cause stands. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for a person; it names the value and the rule, and holds no secret. */
  readonly message: string;
  /** Where in the input the cause stands, such as `orders[0].arguments.amount`. */
  readonly field?: string;
  /** After how many seconds another try may succeed, for throttling. */
  readonly retryAfterSeconds?: number;
}

/** Makes a problem; without a message, the catalogue's text stands. */
export function problem(
  code: ProblemCode,
  message: string = problemCodes[code].text,
  more: { readonly field?: string; readonly retryAfterSeconds?: number } = {},
): Problem {
  return { code, message, ...more };
}

/** What sort of refusal a problem is. */
export function problemKind(refusal: Problem): ProblemKind {
  return problemCodes[refusal.code].kind;
}

/** A problem on its way up through code that throws; borders catch it and answer the problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(refusal: Problem, options?: ErrorOptions) {
    super(refusal.message, options);
    this.problem = refusal;
  }
}
