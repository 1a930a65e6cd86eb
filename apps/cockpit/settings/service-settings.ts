import { type Json, type Result, Secret, succeed } from '@interlock/base';
import type { IamPorts, IdentityServiceSettings } from '@interlock/iam';
import type { Sealer } from '../pki/program-ca.ts';

/** Where the settings of single services stand among all settings; each is named by the id of its service. */
export const serviceSettingScope = 'identityService';

/** The settings of one service. */
export interface ServiceItem {
  readonly id: number;
  readonly item: Json;
}

/** What stands in the database: the whole is sealed, since only the service's type knows what in it is secret. */
interface SealedItem {
  readonly sealed: string;
}

/** The settings of a service in clear; undefined where none are stored. Refuses what can't be opened. */
export async function readServiceItem(
  { settings }: Pick<IamPorts, 'settings'>,
  sealer: Sealer,
  { id }: Pick<IdentityServiceSettings, 'id'>,
): Promise<Result<ServiceItem | undefined>> {
  const stored = await settings.find(serviceSettingScope, id);
  if (stored === undefined) return succeed(undefined);
  // Written by this program in this form.
  const opened = sealer.open((stored.value as unknown as SealedItem).sealed, placeOf(id));
  if (!opened.ok) return opened;
  return succeed({ id: stored.id, item: JSON.parse(opened.value.reveal()) as Json });
}

/** Stores the settings of a service, sealed. @returns the id of the setting. */
export async function storeServiceItem(
  { settings }: Pick<IamPorts, 'settings'>,
  sealer: Sealer,
  { id }: Pick<IdentityServiceSettings, 'id'>,
  item: Json,
): Promise<number> {
  const value = { sealed: sealer.seal(new Secret(JSON.stringify(item)), placeOf(id)) };
  return settings.save({ scope: serviceSettingScope, name: id, serviceId: id, value });
}

function placeOf(id: string): string {
  return `setting/${serviceSettingScope}/${id}/value`;
}
