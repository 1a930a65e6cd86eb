import { endFields, type Fields, openFields, reportMember, takeMember } from './fields.ts';
import { parseInstructions } from './parse-instruction.ts';
import type { Block } from './workflow.ts';

/** A needed block of instructions, one level deeper. */
export function takeBlock(fields: Fields, name: string, depth: number, min = 1): Block {
  const inner = openBlock(fields, name);
  if (inner === undefined) return { instructions: [] };
  const instructions = parseInstructions(inner, { depth: depth + 1, min });
  endFields(inner);
  return { instructions };
}

/** Opens a needed block, for one that has more than instructions. */
export function openBlock(fields: Fields, name: string): Fields | undefined {
  const member = takeMember(fields, name);
  if (member !== undefined) return openFields(fields.report, member.value, member.field);
  reportMember(fields, name, 'is missing');
  return undefined;
}
