import { type Problem, type Result, refuse, succeed } from '@interlock/base';
import { checkWorkflow } from './check-workflow.ts';
import { endFields, type Fields, openFields, takeMember, type UnsupportedFields } from './fields.ts';
import { given } from './given.ts';
import { jobsMax, jsonDepthMax } from './limits.ts';
import { parseInstructions } from './parse-instruction.ts';
import { parseJob } from './parse-job.ts';
import { parseOrderPreparation } from './parse-parameters.ts';
import { type Report, report } from './report.ts';
import { takeRecord } from './take-list.ts';
import { isNameAt, takeOneOf, takeText } from './take-value.ts';
import type { Workflow } from './workflow.ts';

const unsupported: UnsupportedFields = {
  dayOffset: ['00:00:00'],
  jobResourceNames: [],
  jobResourcePaths: [],
  calendarPath: [],
  result: [],
};

// Where the text came from; of no effect.
const ignored = ['version', 'versionId', 'path'];

/**
 * Reads a workflow in JS7's JSON, aliases included, and brings it into its canonical form. Refused with all that is
 * wrong with it at once, each problem (`InvalidWorkflow`) with its field, such as
 * `instructions[0].then.instructions[1].label`. What JS7 knows and Interlock does not do yet is refused by name, unless
 * the value has no effect; so is every unknown field.
 *
 * @param root - where the workflow stands in the request, put before each field.
 */
export function parseWorkflow(input: unknown, root = ''): Result<Workflow, readonly Problem[]> {
  const to: Report = { problems: [], root };
  const workflow = isTooDeep(input, 0) ? undefined : parseFields(to, input);
  if (workflow === undefined) report(to, '', `has to be an object nested at most ${jsonDepthMax} deep`);
  else if (to.problems.length === 0) checkWorkflow(to, workflow);
  return workflow === undefined || to.problems.length > 0 ? refuse(to.problems) : succeed(workflow);
}

function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= jsonDepthMax || Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

function parseFields(to: Report, input: unknown): Workflow | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  const fields = openFields(to, input, '');
  if (fields === undefined) return undefined;
  takeOneOf(fields, 'TYPE', ['Workflow']);
  const workflow = {
    title: takeText(fields, 'title'),
    documentationName: takeText(fields, 'documentationName'),
    timeZone: takeTimeZone(fields),
    orderPreparation: takeOrderPreparation(fields),
    instructions: parseInstructions(fields, { depth: 1, min: 1 }),
    jobs: takeJobs(fields) ?? {},
  };
  endFields(fields, unsupported, ignored);
  return given(workflow) as Workflow;
}

function takeTimeZone(fields: Fields): string | undefined {
  const timeZone = takeText(fields, 'timeZone', 100);
  if (timeZone === undefined || timeZone === '') return undefined;
  if (isTimeZone(timeZone)) return timeZone;
  report(fields.report, 'timeZone', 'is no IANA time zone');
  return undefined;
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function takeOrderPreparation(fields: Fields): Workflow['orderPreparation'] {
  const member = takeMember(fields, 'orderPreparation', 'orderRequirements');
  return member && parseOrderPreparation(fields.report, member.value, member.field);
}

function takeJobs(fields: Fields): Workflow['jobs'] | undefined {
  return takeRecord(fields, 'jobs', jobsMax, (value, field, name) =>
    isNameAt(fields.report, name, field) ? parseJob(fields.report, value, field) : undefined,
  );
}
