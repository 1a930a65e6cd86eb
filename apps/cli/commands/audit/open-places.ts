import type { Result } from '@interlock/base';
import { CliFault } from '../../client/cli-fault.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { AuditChain, AuditPlace, AuditPorts } from './audit-ports.ts';

/** A place with its chain at hand. */
export interface OpenPlace extends AuditPlace {
  /** Undefined where there is no database. */
  readonly chain: Result<AuditChain | undefined>;
  close(): void;
}

/** Opens the chains of a data folder; to be closed. */
export function openPlaces(ports: AuditPorts, dataFolder: string | undefined): readonly OpenPlace[] {
  const places = ports.placesIn(dataFolder);
  if (!places.ok) throw new CliFault(exitCodes.failed, places.problem.join('\n'));
  return places.value.map((place) => {
    const chain = ports.readChain(place.database, place.role);
    return { ...place, chain, close: () => (chain.ok ? chain.value?.close() : undefined) };
  });
}
