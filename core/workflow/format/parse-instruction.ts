import { endFields, type Fields, openFields, reportMember, takeMember } from './fields.ts';
import { blockDepthMax } from './limits.ts';
import { parseCaseWhen, parseIf } from './parse-case.ts';
import { parseExecute } from './parse-execute.ts';
import { parseFail } from './parse-fail.ts';
import { parseFinish } from './parse-finish.ts';
import { parseFork } from './parse-fork.ts';
import { parseTry } from './parse-try.ts';
import { type Report, report } from './report.ts';
import { takeLabel } from './take-label.ts';
import { takeList } from './take-list.ts';
import type { Instruction } from './workflow.ts';

// What answers of the API tell about an instruction besides what it is.
const shownMembers = ['position', 'positionString', 'state'];

const unsupportedTypes: ReadonlySet<string> = new Set([
  'Execute.Anonymous',
  'ForkList',
  'Lock',
  'Prompt',
  'PostNotice',
  'PostNotices',
  'ExpectNotice',
  'ExpectNotices',
  'ConsumeNotices',
  'AddOrder',
  'Cycle',
  'StickySubagent',
  'Options',
  'Break',
  'BreakOrder',
  'Sleep',
  'AdmissionTime',
  'Segment',
  'Stop',
  'Say',
]);

/** Reads a list of instructions. An ImplicitEnd at the end is left out. */
export function parseInstructions(
  fields: Fields,
  { depth, min }: { readonly depth: number; readonly min: number },
): readonly Instruction[] {
  const list = takeList(fields, 'instructions', { min, max: 10_000 });
  const field = fields.field === '' ? 'instructions' : `${fields.field}.instructions`;
  if (depth > blockDepthMax) {
    report(fields.report, field, `is nested deeper than ${blockDepthMax} blocks`);
    return [];
  }
  const kept = isImplicitEnd(list.at(-1)) ? list.slice(0, -1) : list;
  if (kept.length < list.length && kept.length < min)
    report(fields.report, field, `needs at least ${min} elements`);
  return kept.flatMap(
    (value, index) => parseInstruction(fields.report, value, `${field}[${index}]`, depth) ?? [],
  );
}

function isImplicitEnd(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'TYPE' in value && value.TYPE === 'ImplicitEnd';
}

function parseInstruction(to: Report, value: unknown, field: string, depth: number): Instruction | undefined {
  const fields = openFields(to, value, field);
  if (fields === undefined) return undefined;
  const type = takeMember(fields, 'TYPE')?.value;
  const read = typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined;
  if (read === undefined) {
    reportMember(fields, 'TYPE', unreadable(type));
    return undefined;
  }
  const instruction = read(fields, depth);
  endFields(fields, {}, shownMembers);
  return instruction;
}

function unreadable(type: unknown): string {
  if (typeof type !== 'string') return 'is missing';
  if (unsupportedTypes.has(type)) return `names the instruction ${type}, which is not supported yet`;
  return `names no instruction: ${JSON.stringify(type.slice(0, 40))}`;
}

const readers: Readonly<Record<string, (fields: Fields, depth: number) => Instruction | undefined>> = {
  'Execute.Named': parseExecute,
  If: parseIf,
  CaseWhen: parseCaseWhen,
  Fork: parseFork,
  Try: parseTry,
  Retry: (fields) => ({ TYPE: 'Retry', ...takeLabel(fields) }),
  Fail: parseFail,
  Finish: parseFinish,
};
