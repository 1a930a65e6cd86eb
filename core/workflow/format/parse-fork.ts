import { endFields, type Fields, openFields, reportMember } from './fields.ts';
import { given } from './given.ts';
import { branchesMax, branchIdLengthMax } from './limits.ts';
import { parseInstructions } from './parse-instruction.ts';
import type { Report } from './report.ts';
import { openBlock } from './take-block.ts';
import { takeExpressions } from './take-expression.ts';
import { takeLabel } from './take-label.ts';
import { takeList } from './take-list.ts';
import { isNameAt, takeFlag, takeName } from './take-value.ts';
import type { ForkBranch, ForkedBlock, Instruction } from './workflow.ts';

/** Reads a Fork. */
export function parseFork(fields: Fields, depth: number): Instruction {
  const list = takeList(fields, 'branches', { min: 2, max: branchesMax });
  const branches = list.flatMap((value, index) =>
    parseBranch(fields.report, value, `${fields.field}.branches[${index}]`, depth),
  );
  reportTwins(fields, branches);
  const joinIfFailed = takeFlag(fields, 'joinIfFailed') ?? false;
  return { TYPE: 'Fork', ...takeLabel(fields), branches, joinIfFailed };
}

function parseBranch(to: Report, value: unknown, field: string, depth: number): readonly ForkBranch[] {
  const fields = openFields(to, value, field);
  if (fields === undefined) return [];
  const id = takeName(fields, 'id');
  if (id.length > branchIdLengthMax)
    reportMember(fields, 'id', `is longer than ${branchIdLengthMax} characters`);
  const workflow = takeForkedBlock(fields, depth);
  endFields(fields);
  return [{ id, workflow }];
}

function takeForkedBlock(fields: Fields, depth: number): ForkedBlock {
  const inner = openBlock(fields, 'workflow');
  if (inner === undefined) return { instructions: [] };
  const instructions = parseInstructions(inner, { depth: depth + 1, min: 1 });
  const result = takeExpressions(inner, 'result', isNameAt);
  endFields(inner);
  return given({ instructions, result }) as ForkedBlock;
}

function reportTwins(fields: Fields, branches: readonly ForkBranch[]): void {
  const seen = new Set<string>();
  for (const [index, { id }] of branches.entries()) {
    if (seen.has(id) && id !== '') reportMember(fields, `branches[${index}].id`, `is used twice: ${id}`);
    seen.add(id);
  }
}
