import type { Fields } from './fields.ts';
import { given } from './given.ts';
import { takeMessage } from './message.ts';
import { takeLabel } from './take-label.ts';
import { takeFlag } from './take-value.ts';
import type { Instruction } from './workflow.ts';

/** Reads a Finish. */
export function parseFinish(fields: Fields): Instruction {
  return given({
    TYPE: 'Finish',
    ...takeLabel(fields),
    message: takeMessage(fields),
    unsuccessful: takeFlag(fields, 'unsuccessful') || undefined,
  }) as Instruction;
}
