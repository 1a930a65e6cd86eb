import { type Result, succeed } from '@interlock/base';
import { type ResponseOf, settingMask } from '@interlock/cockpit-api';
import { type IamPorts, type IdentityServiceSettings, maskSettings } from '@interlock/iam';
import type { Sealer } from '../pki/program-ca.ts';
import { effectiveGeneral } from './general-item.ts';
import { generalSetting, storedGeneral } from './identity-settings.ts';
import { readServiceItem } from './service-settings.ts';

type Answer = ResponseOf<'configuration'>['configuration'];

const shared = { configurationType: 'IAM', shared: false } as const;

/** The general settings as a client reads them: what was stored, and what is in force. */
export async function generalAnswer(stores: Pick<IamPorts, 'settings'>): Promise<Answer> {
  const setting = await stores.settings.find(generalSetting.scope, generalSetting.name);
  const stored = await storedGeneral(stores);
  const initial = stored.sealedInitialPassword === undefined ? {} : { initialPassword: settingMask };
  return {
    ...shared,
    id: setting?.id ?? 0,
    objectType: 'GENERAL',
    name: 'GENERAL',
    configurationItem: JSON.stringify({ ...stored.item, ...initial }),
    effective: effectiveGeneral(stored),
  };
}

/** The settings of a service as a client reads them, with masked secrets. */
export async function serviceAnswer(
  stores: Pick<IamPorts, 'settings'>,
  sealer: Sealer,
  service: IdentityServiceSettings,
): Promise<Result<Answer>> {
  const stored = await readServiceItem(stores, sealer, service);
  if (!stored.ok) return stored;
  return succeed({
    ...shared,
    id: stored.value?.id ?? 0,
    objectType: service.type,
    name: service.name,
    configurationItem: JSON.stringify(maskSettings(stored.value?.item ?? {}, settingMask)),
  });
}
