import { type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import {
  authorize,
  type IamPorts,
  type IdentityServiceId,
  type IdentityServiceSettings,
} from '@interlock/iam';
import { lacking } from '../../access/decide.ts';
import type { Caller } from '../../sessions/caller.ts';
import { generalSetting } from '../../settings/identity-settings.ts';
import { serviceSettingScope } from '../../settings/service-settings.ts';

/** Which of the configurations that are kept here is meant. */
export type Which =
  | { readonly kind: 'general' }
  | { readonly kind: 'service'; readonly service: IdentityServiceSettings }
  /** Of a type that is not kept, of a service that is not there, or an unknown id. */
  | { readonly kind: 'none' };

/** Finds out what a request means: an id, or type, object type and name. */
export async function whichConfiguration(
  stores: Pick<IamPorts, 'settings' | 'identityServices'>,
  request: RequestOf<'configuration'>,
): Promise<Which> {
  const { id = 0, configurationType = 'IAM', objectType, name } = request;
  if (id > 0) return byId(stores, id);
  if (configurationType !== 'IAM') return { kind: 'none' };
  if (objectType === 'GENERAL') return { kind: 'general' };
  const service = name === undefined ? undefined : await stores.identityServices.findByName(name);
  const fits = service !== undefined && (objectType === undefined || objectType === service.type);
  return fits ? { kind: 'service', service } : { kind: 'none' };
}

async function byId(
  { settings, identityServices }: Pick<IamPorts, 'settings' | 'identityServices'>,
  id: number,
): Promise<Which> {
  const setting = await settings.findById(id);
  if (setting?.scope === generalSetting.scope && setting.name === generalSetting.name)
    return { kind: 'general' };
  if (setting?.scope !== serviceSettingScope) return { kind: 'none' };
  const service = await identityServices.find(setting.name as IdentityServiceId);
  return service === undefined ? { kind: 'none' } : { kind: 'service', service };
}

/** General settings are for who administers settings, those of a service for who administers accounts. */
export function mayConfigure(caller: Caller, which: Which, act: 'view' | 'manage'): Result<void> {
  const permission =
    which.kind === 'general'
      ? (`sos:products:joc:administration:settings:${act}` as const)
      : (`sos:products:joc:administration:accounts:${act}` as const);
  if (authorize(caller.rights, { permission }).allowed) return succeed(undefined);
  return refuse(lacking(permission));
}
