import { endFields, type Fields, openFields, takeMember } from './fields.ts';
import { branchesMax } from './limits.ts';
import type { Report } from './report.ts';
import { takeBlock } from './take-block.ts';
import { takeExpression } from './take-expression.ts';
import { takeLabel } from './take-label.ts';
import { takeList } from './take-list.ts';
import type { Block, Case, Instruction } from './workflow.ts';

/** Reads an If. One with several conditions, in the engine's form, becomes a CaseWhen. */
export function parseIf(fields: Fields, depth: number): Instruction {
  if (!Object.hasOwn(fields.members, 'ifThens') && !Object.hasOwn(fields.members, 'cases')) {
    return {
      TYPE: 'If',
      ...takeLabel(fields),
      predicate: takeExpression(fields, 'predicate'),
      then: takeBlock(fields, 'then', depth),
      ...takeElse(fields, depth),
    };
  }
  return parseCaseWhen(fields, depth);
}

/** Reads a CaseWhen. */
export function parseCaseWhen(fields: Fields, depth: number): Instruction {
  const cases = takeList(fields, 'cases', { min: 1, max: branchesMax, aliases: ['ifThens'] });
  const name = Object.hasOwn(fields.members, 'cases') ? 'cases' : 'ifThens';
  return {
    TYPE: 'CaseWhen',
    ...takeLabel(fields),
    cases: cases.flatMap((value, index) =>
      parseCase(fields.report, value, `${fields.field}.${name}[${index}]`, depth),
    ),
    ...takeElse(fields, depth),
  };
}

function parseCase(to: Report, value: unknown, field: string, depth: number): readonly Case[] {
  const fields = openFields(to, value, field);
  if (fields === undefined) return [];
  const parsed = { predicate: takeExpression(fields, 'predicate'), then: takeBlock(fields, 'then', depth) };
  endFields(fields);
  return [parsed];
}

function takeElse(fields: Fields, depth: number): { else?: Block } {
  if (takeMember(fields, 'else') === undefined) return {};
  const block = takeBlock(fields, 'else', depth, 0);
  return block.instructions.length === 0 ? {} : { else: block };
}
