import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { z } from 'zod';

/**
 * Checks a value that came over a wire against its schema.
 *
 * @returns the value as the schema gives it, or `InvalidInput` naming the first field that does not fit.
 */
export function checkShape<S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>> {
  const checked = schema.safeParse(value);
  if (checked.success) return succeed(checked.data);
  const [issue] = checked.error.issues;
  if (issue === undefined) return refuse(problem('InvalidInput'));
  if (issue.code === 'unrecognized_keys') return refuse(unknownField([...issue.path, issue.keys[0] ?? '']));
  const field = fieldName(issue.path);
  const where = field === '' ? 'The message' : `The field ${field}`;
  return refuse(
    problem('InvalidInput', `${where} is refused: ${issue.message}.`, field === '' ? {} : { field }),
  );
}

function unknownField(path: readonly PropertyKey[]) {
  const field = fieldName(path);
  return problem('InvalidInput', `The field ${field} is not known here.`, { field });
}

// orders[0].arguments.amount
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('')
    .slice(0, 200);
}
