import { type Problem, problem } from '@interlock/base';
import { problemsMax } from './limits.ts';

/** Gathers problems while a workflow is read, so that all are told at once. */
export interface Report {
  readonly problems: Problem[];
  /** Where the workflow stands in the request; the beginning of every field. */
  readonly root: string;
}

/** Notes a problem; beyond {@link problemsMax} none is noted. */
export function report({ problems, root }: Report, field: string, message: string): void {
  if (problems.length >= problemsMax) return;
  const whole = field === '' ? root : joinPath(root, field);
  const sentence = `${field === '' ? 'The workflow' : field} ${message}.`;
  problems.push(problem('InvalidWorkflow', sentence, whole === '' ? {} : { field: whole }));
}

function joinPath(root: string, field: string): string {
  return root === '' ? field : `${root}.${field}`;
}

/** Notes the problem of another check, at this field. */
export function reportProblem(to: Report, field: string, found: Problem): void {
  report(to, field, `is refused: ${found.message.replace(/\.$/, '')}`);
}
