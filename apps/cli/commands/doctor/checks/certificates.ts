import type { Result } from '@interlock/base';
import type { ProgramPlace } from '../../../program-places.ts';
import type { CertificateFacts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

/** One certificate of a program; undefined where it is not there yet. */
export function checkCertificate(
  { program }: ProgramPlace,
  what: string,
  read: Result<CertificateFacts | undefined>,
  nowMs: number,
): Finding | undefined {
  const check = `certificate of the ${program}`;
  if (!read.ok) return { check, level: 'bad', text: read.problem.message };
  if (read.value === undefined) return undefined;
  const { expiresAtMs, isDue } = read.value;
  const day = new Date(expiresAtMs).toISOString().slice(0, 10);
  if (expiresAtMs <= nowMs)
    return { check, level: 'bad', text: `${what} ended on ${day}`, advice: adviceAfterEnd(program) };
  if (isDue)
    return {
      check,
      level: 'warn',
      text: `${what} ends on ${day} and is due`,
      advice: adviceBeforeEnd(program),
    };
  return { check, level: 'ok', text: `${what} is valid until ${day}` };
}

function adviceBeforeEnd(program: ProgramPlace['program']): string {
  return program === 'cockpit'
    ? 'Restart Interlock: the Cockpit renews it at its start.'
    : 'It is renewed when the Cockpit couples with the Controller: look whether it does.';
}

function adviceAfterEnd(program: ProgramPlace['program']): string {
  return program === 'cockpit'
    ? 'Restart Interlock: the Cockpit makes a new one at its start.'
    : 'Nobody accepts it any more: the program has to join anew.';
}
