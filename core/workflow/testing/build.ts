import { parseWorkflow } from '../format/parse-workflow.ts';
import type { Workflow } from '../format/workflow.ts';

/** Short forms of JS7's JSON, for tests. */
export type Json = Readonly<Record<string, unknown>>;

export const execute = (jobName: string, more: Json = {}): Json => ({
  TYPE: 'Execute.Named',
  jobName,
  label: jobName,
  ...more,
});
export const block = (...instructions: readonly Json[]): Json => ({ instructions });
export const iff = (predicate: string, yes: readonly Json[], no?: readonly Json[]): Json => ({
  TYPE: 'If',
  predicate,
  then: block(...yes),
  ...(no === undefined ? {} : { else: block(...no) }),
});
export const tryCatch = (body: readonly Json[], caught: readonly Json[], more: Json = {}): Json => ({
  TYPE: 'Try',
  try: block(...body),
  catch: block(...caught),
  ...more,
});
export const fork = (branches: Readonly<Record<string, readonly Json[]>>, more: Json = {}): Json => ({
  TYPE: 'Fork',
  branches: Object.entries(branches).map(([id, instructions]) => ({ id, workflow: block(...instructions) })),
  ...more,
});
export const retry: Json = { TYPE: 'Retry' };
export const failNow = (more: Json = {}): Json => ({ TYPE: 'Fail', message: 'no', ...more });
export const finishNow = (more: Json = {}): Json => ({ TYPE: 'Finish', ...more });

/** A job at the Agent `agent`. */
export const job = (more: Json = {}): Json => {
  const { env, script = 'echo', ...rest } = more;
  const executable = { TYPE: 'ShellScriptExecutable', script, ...(env === undefined ? {} : { env }) };
  return { agentName: 'agent', executable, ...rest };
};

/** A workflow whose jobs are those that its instructions name, unless given. */
export function definition(instructions: readonly Json[], more: Json = {}): Json {
  const named = JSON.stringify(instructions).matchAll(/"jobName":"([^"]+)"/g);
  const jobs = Object.fromEntries(Array.from(named, ([, name]) => [name, job()]));
  return { instructions, ...more, jobs: { ...jobs, ...(more.jobs as Json | undefined) } };
}

/** The same, read. @throws Error naming the first problem. */
export function workflow(instructions: readonly Json[], more: Json = {}): Workflow {
  const parsed = parseWorkflow(definition(instructions, more));
  if (!parsed.ok) throw new Error(parsed.problem[0]?.message);
  return parsed.value;
}
