import { parseExpression } from '../expression/parse-expression.ts';
import { type Fields, reportMember } from './fields.ts';
import { takeText } from './take-value.ts';

/** The message of a Fail or Finish. */
export function takeMessage(fields: Fields): string | undefined {
  const message = takeText(fields, 'message');
  if (message === undefined || !isExpressionText(message)) return message;
  const parsed = parseExpression(message);
  if (!parsed.ok)
    reportMember(fields, 'message', `is no expression: ${parsed.problem.message.replace(/\.$/, '')}`);
  return message;
}

/** Whether a message is an expression and not the text itself. */
export function isExpressionText(message: string): boolean {
  return /^["'$]/.test(message);
}
