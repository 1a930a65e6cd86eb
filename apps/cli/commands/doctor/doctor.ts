import { type CommandContext, printResult } from '../../client/command-context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { type ProgramPlace, programPlaces } from '../../program-places.ts';
import { printable } from '../../up/up-view.ts';
import { checkAddress } from './checks/addresses.ts';
import { checkCertificate } from './checks/certificates.ts';
import { checkClock } from './checks/clock.ts';
import { checkDataFolder } from './checks/data-folder.ts';
import { checkDatabase } from './checks/databases.ts';
import { checkJobs } from './checks/jobs.ts';
import { checkPages } from './checks/pages.ts';
import { checkRuntime } from './checks/runtime.ts';
import { checkSettings } from './checks/settings.ts';
import { checkWitnesses } from './checks/witness.ts';
import type { DoctorPorts, DoctorSettings } from './doctor-ports.ts';
import type { Finding } from './finding.ts';

/**
 * Looks whether this installation is sound, and says of each thing what to do about it; changes nothing.
 *
 * @returns 0 where nothing is bad.
 */
export async function doctorCommand(context: CommandContext, ports: DoctorPorts): Promise<ExitCode> {
  const findings = await examine(ports);
  const bad = findings.filter(({ level }) => level === 'bad').length;
  const warnings = findings.filter(({ level }) => level === 'warn').length;
  printResult(context, { isSound: bad === 0, findings }, [
    ...findings.flatMap(findingLines),
    `${bad} bad, ${warnings} warnings`,
  ]);
  return bad === 0 ? exitCodes.done : exitCodes.failed;
}

/** All checks, in the order in which a person would look. */
export async function examine(ports: DoctorPorts): Promise<readonly Finding[]> {
  const settings = ports.settings();
  const places = programPlaces(ports.dataFolder);
  const databases = places.map((place) => ({
    place,
    facts: ports.inspectDatabase(place.database, place.program),
  }));
  const isRunning = databases.some(({ facts }) => facts.inUse !== undefined);
  const newestRecords = databases.map(({ facts }) => facts.newestRecordAtMs);
  return [
    ...checkRuntime(ports),
    ...checkSettings(ports, settings),
    ...checkDataFolder(ports, places, settings.ok ? [settings.value.sealingKeyFile] : []),
    ...databases.map(({ place, facts }) => checkDatabase(place, facts)),
    ...(settings.ok ? await addressFindings(ports, settings.value, isRunning) : []),
    ...(await certificateFindings(ports, places)),
    checkClock(ports.nowMs, newestRecords),
    ...checkJobs(ports),
    ...(settings.ok ? [checkWitnesses(ports, places, settings.value.witnessFiles)] : []),
    checkPages(ports),
  ];
}

function addressFindings(
  { machine }: DoctorPorts,
  { addresses }: DoctorSettings,
  isRunning: boolean,
): Promise<readonly Finding[]> {
  return Promise.all(
    addresses.map(async (address) =>
      checkAddress(address, await machine.portFacts(address.host, address.port), isRunning),
    ),
  );
}

async function certificateFindings(
  { readCertificate, nowMs }: DoctorPorts,
  places: readonly ProgramPlace[],
): Promise<readonly Finding[]> {
  const files = places.flatMap((place) =>
    Object.entries(place.credentialFiles).map(([what, file]) => ({ place, what, file })),
  );
  const findings = await Promise.all(
    files.map(async ({ place, what, file }) =>
      checkCertificate(place, what, await readCertificate(file), nowMs),
    ),
  );
  return findings.filter((finding) => finding !== undefined);
}

const marks = { ok: 'ok  ', warn: 'warn', bad: 'BAD ' } as const;

function findingLines({ check, level, text, advice }: Finding): readonly string[] {
  return [
    `${marks[level]}  ${check}: ${printable(text)}`,
    ...(advice === undefined ? [] : [`      → ${printable(advice)}`]),
  ];
}
