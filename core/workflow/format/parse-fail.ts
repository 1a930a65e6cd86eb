import { type Fields, openFields, takeMember } from './fields.ts';
import { given } from './given.ts';
import { takeMessage } from './message.ts';
import { namedValuesFault } from './parse-value.ts';
import { report } from './report.ts';
import { takeLabel } from './take-label.ts';
import { takeFlag } from './take-value.ts';
import type { NamedValues } from './value.ts';
import type { Instruction } from './workflow.ts';

/** Reads a Fail. */
export function parseFail(fields: Fields): Instruction {
  const outcome = takeMember(fields, 'outcome', 'namedValues');
  const inner = outcome && openFields(fields.report, outcome.value, outcome.field);
  const fault = inner && namedValuesFault(inner.members, inner.field);
  if (fault !== undefined) report(fields.report, fault.field, fault.fault);
  return given({
    TYPE: 'Fail',
    ...takeLabel(fields),
    message: takeMessage(fields),
    outcome: inner?.members as NamedValues | undefined,
    uncatchable: takeFlag(fields, 'uncatchable') || undefined,
  }) as Instruction;
}
