import { type Json, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { z } from 'zod';
import type { Route } from '../route.ts';
import { fieldName } from './field-name.ts';
import { unknownFields } from './unknown-fields.ts';

/** A body that was read. */
export interface ReadRequest<T> {
  readonly request: T;
  /** The fields that the schema does not know, for the debug log; at most 20, never their values. */
  readonly unknown: readonly string[];
}

/**
 * Holds a body against the schema of its call. JS7's calls drop what they do not know; our own refuse it by name,
 * since their schemas are strict (semantics §8.3).
 */
export function readRequest<S extends z.ZodType>(
  route: Pick<Route<S>, 'request'>,
  body: Json,
): Result<ReadRequest<z.output<S>>> {
  const read = route.request.safeParse(body);
  if (!read.success) return refuse(shapeProblem(read.error));
  return succeed({ request: read.data, unknown: unknownFields(body, read.data) });
}

function shapeProblem(error: z.ZodError): Problem {
  const [issue] = error.issues;
  if (issue === undefined) return problem('InvalidInput');
  if (issue.code === 'unrecognized_keys') {
    const field = fieldName([...issue.path, issue.keys[0] ?? '']);
    return problem('InvalidInput', `The field ${field} is not known here.`, { field });
  }
  const field = fieldName(issue.path);
  if (field === '') return problem('InvalidInput', `The body is refused: ${issue.message}.`);
  return problem('InvalidInput', `The field ${field} is refused: ${issue.message}.`, { field });
}
