import { parseExpression } from '../expression/parse-expression.ts';
import { type Fields, reportMember, takeMember } from './fields.ts';
import { entriesMax } from './limits.ts';
import { type Report, report } from './report.ts';
import { takeRecord } from './take-list.ts';
import { isNameAt } from './take-value.ts';
import type { Expressions } from './workflow.ts';

/** Expressions by name; each is read, and its faults reported. */
export function takeExpressions(
  fields: Fields,
  name: string,
  isName: (to: Report, name: string, field: string) => boolean = isNameAt,
): Expressions | undefined {
  return takeRecord(fields, name, entriesMax, (value, field, key) =>
    isName(fields.report, key, field) && isExpressionAt(fields.report, value, field) ? value : undefined,
  );
}

/** A needed expression. */
export function takeExpression(fields: Fields, name: string): string {
  const member = takeMember(fields, name);
  if (member === undefined) reportMember(fields, name, 'is missing');
  else if (isExpressionAt(fields.report, member.value, member.field)) return member.value;
  return '';
}

/** Whether something is an expression; reported where it is not. */
export function isExpressionAt(to: Report, value: unknown, field: string): value is string {
  if (typeof value !== 'string') report(to, field, 'has to be an expression, which is a text');
  else if (!value.isWellFormed()) report(to, field, 'holds a broken character');
  else {
    const parsed = parseExpression(value);
    if (parsed.ok) return true;
    report(to, field, `is no expression: ${parsed.problem.message.replace(/\.$/, '')}`);
  }
  return false;
}
