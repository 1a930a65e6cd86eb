import type { Result } from '@interlock/base';
import type { DoctorPorts, DoctorSettings } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

/** The settings of all programs, and what stands in the environment that should not. */
export function checkSettings(
  { env, dataFolder }: DoctorPorts,
  settings: Result<DoctorSettings, readonly string[]>,
): readonly Finding[] {
  const findings: Finding[] = settings.ok
    ? [{ check: 'settings', level: 'ok', text: `readable; data folder ${dataFolder}` }]
    : settings.problem.map((text) => ({ check: 'settings', level: 'bad', text }));
  return [...findings, passwordFinding(env.INTERLOCK_ROOT_PASSWORD)];
}

function passwordFinding(password: string | undefined): Finding {
  const check = 'environment';
  if (password === undefined || password === '')
    return { check, level: 'ok', text: 'INTERLOCK_ROOT_PASSWORD is not set' };
  return {
    check,
    level: 'warn',
    text: 'INTERLOCK_ROOT_PASSWORD is set: everything started from here can read it',
    advice: 'Unset it; it is read only while there is no root.',
  };
}
