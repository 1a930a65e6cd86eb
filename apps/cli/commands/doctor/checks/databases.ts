import type { ProgramPlace } from '../../../program-places.ts';
import type { DatabaseFacts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

const texts = {
  absent: 'is not there yet; the first start makes it',
  older: 'is sound, and of an older version: the next start brings it up to date',
  current: 'is sound',
} as const;

/** The database of a program. */
export function checkDatabase({ program, database }: ProgramPlace, facts: DatabaseFacts): Finding {
  const check = `database of the ${program}`;
  if (!facts.state.ok)
    return {
      check,
      level: 'bad',
      text: facts.state.problem.message,
      advice: 'Bring the data folder back from a backup, or start the version that wrote it.',
    };
  const pid = /pid \d+/.exec(facts.inUse ?? '')?.[0];
  const use = facts.inUse === undefined ? '' : `, in use by ${pid ?? 'another process'}`;
  return { check, level: 'ok', text: `${database} ${texts[facts.state.value]}${use}` };
}
