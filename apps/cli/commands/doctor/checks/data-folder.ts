import type { ProgramPlace } from '../../../program-places.ts';
import type { DoctorPorts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

const check = 'data folder';

/**
 * Whether the data folder can be used, and nobody else can read what stands in it.
 *
 * @param cockpitKeys key files of the Cockpit that settings may put elsewhere.
 */
export function checkDataFolder(
  ports: DoctorPorts,
  places: readonly ProgramPlace[],
  cockpitKeys: readonly string[],
): readonly Finding[] {
  const { machine, dataFolder } = ports;
  const fault = machine.folderFault(dataFolder);
  if (fault !== undefined) return [{ check, level: 'bad', text: fault }];
  if (machine.fileFacts(dataFolder) === undefined)
    return [{ check, level: 'ok', text: `${dataFolder} is not there yet; the first start makes it` }];
  const findings = places.flatMap((place) => [
    ...openFindings(ports, place),
    ...missingFindings(ports, place, place.program === 'cockpit' ? cockpitKeys : []),
  ]);
  if (findings.length > 0) return findings;
  return [{ check, level: 'ok', text: `${dataFolder}: folders and keys are open to their owner alone` }];
}

function openFindings({ machine, runtime }: DoctorPorts, place: ProgramPlace): readonly Finding[] {
  const folders = ['', 'keys', 'pki', 'https'].map((name) => `${place.folder}${name && `/${name}`}`);
  const keys = folders.slice(1).flatMap(machine.filesIn);
  const others = machine.filesIn(place.folder);
  return [...folders, ...keys, ...others].flatMap((path): Finding[] => {
    const facts = machine.fileFacts(path);
    if (facts === undefined) return [];
    const isKey = keys.includes(path);
    if (runtime.uid !== undefined && runtime.uid !== 0 && facts.uid !== runtime.uid)
      return [
        {
          check,
          level: 'bad',
          text: `${path} belongs to another user (uid ${facts.uid})`,
          advice: `Start Interlock as its owner, or: chown -R ${runtime.userName} ${place.folder}`,
        },
      ];
    if ((facts.mode & 0o077) === 0) return [];
    return [
      {
        check,
        level: isKey ? 'bad' : 'warn',
        text: `${path} is open to others than its owner (mode ${facts.mode.toString(8).padStart(4, '0')})`,
        advice: `If nobody has read it: chmod ${facts.isFolder ? '700' : '600'} ${path}`,
      },
    ];
  });
}

/** A program whose database is there refuses to start without its keys. */
function missingFindings(
  { machine }: DoctorPorts,
  { database, neededKeyFiles }: ProgramPlace,
  otherKeys: readonly string[],
): readonly Finding[] {
  if (machine.fileFacts(database) === undefined) return [];
  return [...neededKeyFiles, ...otherKeys]
    .filter((file) => machine.fileFacts(file) === undefined)
    .map((file) => ({
      check,
      level: 'bad',
      text: `${file} is missing, and ${database} needs it`,
      advice: 'Bring it back from a backup.',
    }));
}
