import { type BuiltInVariable, builtInVariables, isReservedName } from '../expression/built-in-variables.ts';
import { parseExpression } from '../expression/parse-expression.ts';
import { variablesOf } from '../expression/variables-of.ts';
import { instructionsMax } from './limits.ts';
import { isExpressionText } from './message.ts';
import { joinField } from './parse-value.ts';
import { type Report, report } from './report.ts';
import { type Place, walk } from './walk.ts';
import type { Expressions, Job, Workflow } from './workflow.ts';

/** Checks what no single field shows: labels, jobs, Retry outside catch, variables that can not exist. */
export function checkWorkflow(to: Report, workflow: Workflow): void {
  const places = [...walk(workflow)];
  if (places.length > instructionsMax)
    report(to, 'instructions', `hold more than ${instructionsMax} instructions`);
  checkLabels(to, places);
  for (const place of places) {
    checkJob(to, workflow, place);
    checkRetry(to, place);
  }
  checkVariables(to, workflow, places);
}

function checkLabels(to: Report, places: readonly Place[]): void {
  const seen = new Map<string, string>();
  for (const { instruction, field } of places) {
    if (instruction.label === undefined) continue;
    const first = seen.get(instruction.label);
    if (first !== undefined)
      report(to, `${field}.label`, `is the same as that of ${first}: ${instruction.label}`);
    else seen.set(instruction.label, field);
  }
}

function checkJob(to: Report, { jobs }: Workflow, { instruction, field }: Place): void {
  if (instruction.TYPE !== 'Execute.Named' || Object.hasOwn(jobs, instruction.jobName)) return;
  report(to, `${field}.jobName`, `names a job that is not declared: ${instruction.jobName}`);
}

// A child of a Fork is an order of its own and can not begin its parent's try again.
function checkRetry(to: Report, { instruction, position, field }: Place): void {
  if (instruction.TYPE !== 'Retry') return;
  const branches = position.filter((part) => typeof part === 'string');
  const own = branches.slice(branches.findLastIndex((branch) => branch.startsWith('fork+')) + 1);
  if (!own.some((branch) => branch.startsWith('catch+')))
    report(to, `${field}.TYPE`, 'names Retry, which stands in no catch block');
}

/** An expression in its place. */
interface Use {
  readonly source: string;
  readonly field: string;
  readonly job?: Job;
  /** Names that the expression sees besides the order's. */
  readonly names?: readonly string[];
}

/**
 * A step may return any name; so a name is known not to exist only where no step can have run before. Built-in names
 * are known everywhere.
 */
function checkVariables(to: Report, workflow: Workflow, places: readonly Place[]): void {
  const preparation = workflow.orderPreparation;
  const declared = new Set(Object.keys(preparation?.parameters ?? {}));
  let mayHaveMore = preparation?.allowUndeclared === true;
  for (const use of finalsOf(workflow)) checkUse(to, use, declared, false);
  for (const { instruction, field } of places) {
    mayHaveMore ||= instruction.TYPE === 'Try' && hasRetry(instruction.catch.instructions);
    for (const use of usesOf(workflow, instruction, field)) checkUse(to, use, declared, mayHaveMore);
    mayHaveMore ||=
      instruction.TYPE === 'Execute.Named' || (instruction.TYPE === 'Fail' && !!instruction.outcome);
  }
}

function hasRetry(instructions: Workflow['instructions']): boolean {
  return Array.from(walk({ instructions, jobs: {} })).some(({ instruction }) => instruction.TYPE === 'Retry');
}

function finalsOf({ orderPreparation }: Workflow): readonly Use[] {
  return Object.entries(orderPreparation?.parameters ?? {}).flatMap(([name, { final }]) =>
    final === undefined ? [] : [{ source: final, field: `orderPreparation.parameters.${name}.final` }],
  );
}

function usesOf({ jobs }: Workflow, instruction: Place['instruction'], field: string): readonly Use[] {
  switch (instruction.TYPE) {
    case 'Execute.Named':
      return jobUses(jobs, instruction, field);
    case 'If':
      return [{ source: instruction.predicate, field: `${field}.predicate` }];
    case 'CaseWhen':
      return instruction.cases.map(({ predicate }, index) => ({
        source: predicate,
        field: `${field}.cases[${index}].predicate`,
      }));
    case 'Fail':
    case 'Finish':
      return instruction.message !== undefined && isExpressionText(instruction.message)
        ? [{ source: instruction.message, field: `${field}.message` }]
        : [];
    default:
      return [];
  }
}

function jobUses(
  jobs: Workflow['jobs'],
  { jobName, defaultArguments = {} }: Extract<Place['instruction'], { TYPE: 'Execute.Named' }>,
  field: string,
): readonly Use[] {
  const job = Object.hasOwn(jobs, jobName) ? jobs[jobName] : undefined;
  if (job === undefined) return [];
  const names = [...Object.keys(defaultArguments), ...Object.keys(job.defaultArguments ?? {})];
  const of = (expressions: Expressions = {}, at: string, seen: readonly string[]) =>
    Object.entries(expressions).map(([name, source]) => ({
      source,
      field: joinField(at, name),
      job,
      names: seen,
    }));
  return [
    ...of(defaultArguments, `${field}.defaultArguments`, []),
    ...of(job.defaultArguments, `jobs.${jobName}.defaultArguments`, []),
    ...of(job.executable.env, `jobs.${jobName}.executable.env`, names),
  ];
}

function checkUse(to: Report, use: Use, declared: ReadonlySet<string>, mayHaveMore: boolean): void {
  const parsed = parseExpression(use.source);
  if (!parsed.ok) return;
  for (const { name, hasDefault } of variablesOf(parsed.value)) {
    if (isReservedName(name)) checkBuiltIn(to, use, name);
    else if (!mayHaveMore && !hasDefault && !declared.has(name) && !use.names?.includes(name))
      report(to, use.field, `names a variable that is neither declared nor returned before: ${name}`);
  }
}

function checkBuiltIn(to: Report, { field, job }: Use, name: string): void {
  if (!Object.hasOwn(builtInVariables, name))
    report(to, field, `names a built-in variable that does not exist: ${name}`);
  else if (builtInVariables[name as BuiltInVariable].ofJob && job === undefined)
    report(to, field, `names a variable that exists in jobs alone: ${name}`);
}
