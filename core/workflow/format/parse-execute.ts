import type { Fields } from './fields.ts';
import { given } from './given.ts';
import { takeExpressions } from './take-expression.ts';
import { takeName } from './take-value.ts';
import type { Instruction } from './workflow.ts';

/** Reads an instruction that runs a job. */
export function parseExecute(fields: Fields): Instruction {
  const jobName = takeName(fields, 'jobName');
  const label = takeName(fields, 'label');
  const defaultArguments = takeExpressions(fields, 'defaultArguments');
  return given({ TYPE: 'Execute.Named', jobName, label, defaultArguments }) as Instruction;
}
