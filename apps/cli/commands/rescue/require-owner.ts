import { CliFault } from '../../client/cli-fault.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { RescuePorts } from './rescue-ports.ts';

/**
 * Only the user who owns the data folder may rescue: it is the right of the operating system that counts. Whoever is
 * somebody else, root included, would leave files behind that the Cockpit could not open.
 */
export function requireOwner(
  ports: Pick<RescuePorts, 'database' | 'exists' | 'folder' | 'ownerOf' | 'user'>,
): void {
  const owner = ports.ownerOf(ports.folder);
  if (owner === undefined || !ports.exists(ports.database))
    throw new CliFault(
      exitCodes.notFound,
      `${ports.database} is not there: say where the data are with INTERLOCK_DATA.`,
    );
  const { uid, name } = ports.user;
  if (uid !== undefined && uid !== owner.uid)
    throw new CliFault(
      exitCodes.refused,
      `${ports.folder} belongs to the user ${owner.uid}, and you are ${name} (${uid}). Run this as its owner.`,
    );
}
