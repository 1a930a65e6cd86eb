import { dirname } from 'node:path';
import type { ProgramPlace } from '../../../program-places.ts';
import type { DoctorPorts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

const check = 'witness';

/** Whether who can write a database's medium can write its witness too. */
export function checkWitnesses(
  { machine }: DoctorPorts,
  places: readonly ProgramPlace[],
  witnessFiles: Readonly<Record<ProgramPlace['program'], string>>,
): Finding {
  const deviceOf = (file: string) => (machine.fileFacts(file) ?? machine.fileFacts(dirname(file)))?.device;
  const beside = places.filter(({ program, database }) => {
    const device = deviceOf(database);
    return device !== undefined && device === deviceOf(witnessFiles[program]);
  });
  if (beside.length === 0)
    return { check, level: 'ok', text: 'no witness file stands on the medium of its database' };
  return {
    check,
    level: 'warn',
    text: `the signed checkpoints of ${beside.map(({ program }) => program).join(', ')} stand on the same medium as the records that they witness`,
    advice: 'Set INTERLOCK_WITNESS_FILE to a file on another one, best one to which can only be appended.',
  };
}
