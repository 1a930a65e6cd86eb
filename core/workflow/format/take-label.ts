import { type Fields, takeMember } from './fields.ts';
import { takeName } from './take-value.ts';

/** The label of an instruction, which may be missing or empty. */
export function takeLabel(fields: Fields): { label?: string } {
  const member = takeMember(fields, 'label');
  if (member === undefined || member.value === '') return {};
  const label = takeName(fields, 'label');
  return label === '' ? {} : { label };
}
