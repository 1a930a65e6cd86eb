import {
  endFields,
  type Fields,
  isAbsent,
  openFields,
  reportMember,
  takeMember,
  type UnsupportedFields,
} from './fields.ts';
import { given } from './given.ts';
import { graceTimeoutSecondsMax, parallelismMax, scriptBytesMax, secondsMax } from './limits.ts';
import { type Report, report } from './report.ts';
import { takeExpressions } from './take-expression.ts';
import { takeFlag, takeName, takeOneOf, takeText, takeWhole } from './take-value.ts';
import { utf8Length } from './utf8-length.ts';
import type { Job, ShellScriptExecutable } from './workflow.ts';

const unsupportedOfJob: UnsupportedFields = {
  subagentClusterId: [],
  subagentSelectionId: [],
  subagentClusterIdExpr: [],
  subagentSelectionIdExpr: [],
  withSubagentClusterIdExpr: [false],
  admissionTimeScheme: [],
  skipIfNoAdmissionForOrderDay: [false],
  skipIfNoAdmissionStartForOrderDay: [false],
  killAtEndOfAdmissionPeriod: [false],
  returnCodeMeaning: [],
  failOnErrWritten: [false],
  warnOnErrWritten: [false],
  jobResourceNames: [],
  jobResourcePaths: [],
  warnIfShorter: [],
  warnIfLonger: [],
  notification: [],
};

const unsupportedOfScript: UnsupportedFields = { v1Compatible: [false], returnCodeMeaning: [], login: [] };

const criticalities = ['MINOR', 'NORMAL', 'MAJOR', 'CRITICAL'] as const;

/** Reads a job. */
export function parseJob(to: Report, value: unknown, field: string): Job | undefined {
  const fields = openFields(to, value, field);
  if (fields === undefined) return undefined;
  const agentName = takeName(fields, 'agentName', 'agentId', 'agentPath');
  const executable = takeExecutable(fields);
  const job = {
    agentName,
    executable,
    defaultArguments: takeExpressions(fields, 'defaultArguments'),
    parallelism: takeWhole(fields, ['parallelism', 'taskLimit', 'processLimit'], {
      min: 1,
      max: parallelismMax,
    }),
    timeout: takeWhole(fields, ['timeout'], { min: 0, max: secondsMax }) || undefined,
    graceTimeout: takeWhole(fields, ['graceTimeout', 'sigkillDelay'], {
      min: 0,
      max: graceTimeoutSecondsMax,
    }),
    isNotRestartable: takeFlag(fields, 'isNotRestartable'),
    title: takeText(fields, 'title'),
    documentationName: takeText(fields, 'documentationName'),
    criticality: takeOneOf(fields, 'criticality', criticalities),
    jobTemplate: takeJobTemplate(fields),
  };
  endFields(fields, unsupportedOfJob);
  return executable === undefined ? undefined : (given({ ...job, executable }) as Job);
}

function takeJobTemplate(fields: Fields): Job['jobTemplate'] {
  const member = takeMember(fields, 'jobTemplate');
  const inner = member && openFields(fields.report, member.value, member.field);
  if (inner === undefined) return undefined;
  const template = given({ name: takeText(inner, 'name'), hash: takeText(inner, 'hash') });
  endFields(inner);
  return template as NonNullable<Job['jobTemplate']>;
}

function takeExecutable(fields: Fields): ShellScriptExecutable | undefined {
  const member = takeMember(fields, 'executable');
  if (member === undefined) reportMember(fields, 'executable', 'is missing');
  const inner = member && openFields(fields.report, member.value, member.field);
  if (inner === undefined) return undefined;
  const type = takeMember(inner, 'TYPE')?.value;
  if (!isShellScript(type)) {
    const found = typeof type === 'string' ? `${type.slice(0, 40)} is not supported yet` : 'is missing';
    reportMember(inner, 'TYPE', `has to be ShellScriptExecutable: ${found}`);
    return undefined;
  }
  const script = takeScript(inner);
  const env = takeExpressions(inner, 'env', isVariableName);
  endFields(inner, unsupportedOfScript);
  return given({ TYPE: 'ShellScriptExecutable', script, env }) as ShellScriptExecutable;
}

function isShellScript(type: unknown): boolean {
  return type === 'ShellScriptExecutable' || type === 'ShellScript' || type === 'ScriptExecutable';
}

function takeScript(fields: Fields): string {
  const script = takeText(fields, 'script', scriptBytesMax);
  if (isAbsent(fields, 'script') || script === '') reportMember(fields, 'script', 'is missing');
  else if (script !== undefined && utf8Length(script) > scriptBytesMax)
    reportMember(fields, 'script', `is longer than ${scriptBytesMax} bytes`);
  return script ?? '';
}

function isVariableName(to: Report, name: string, field: string): boolean {
  if (name.length > 255 || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    report(to, field, 'is no name of an environment variable');
  else if (name.startsWith('INTERLOCK_') || name === 'JS7_RETURN_VALUES')
    report(to, field, 'is set by the Agent and can not be set by a job');
  else return true;
  return false;
}
