import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';

/** The variables that every job has; nothing else of the Agent's own environment reaches a job (semantics §5.6). */
export interface BaseEnvironment {
  readonly PATH: string;
  readonly HOME: string;
  readonly LANG: string;
}

/** The variables by which Interlock and the script find each other. A job can not set them. */
export interface OwnEnvironment {
  readonly INTERLOCK_JOB: string;
  readonly JS7_RETURN_VALUES: string;
}

/** Builds a job's environment from nothing. Names that no shell can read, and values with NUL, are refused. */
export function buildEnvironment(
  base: BaseEnvironment,
  ofJob: Readonly<Record<string, string>>,
  own: OwnEnvironment,
): Result<Readonly<Record<string, string>>> {
  for (const [name, value] of Object.entries(ofJob)) {
    const fault = faultIn(name, value, own);
    if (fault !== undefined) return refuse(invalid(name, fault));
  }
  return succeed({ ...base, ...ofJob, ...own });
}

function faultIn(name: string, value: string, own: OwnEnvironment): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(name)) return 'is no name of a variable';
  if (Object.hasOwn(own, name)) return 'is kept for Interlock itself';
  if (value.includes('\0')) return 'has a value with NUL';
  if (!value.isWellFormed()) return 'has a value with a broken character';
  return undefined;
}

function invalid(name: string, fault: string): Problem {
  const shown = JSON.stringify(name.slice(0, 40));
  return problem('InvalidArguments', `The environment variable ${shown} ${fault}.`, { field: 'environment' });
}
