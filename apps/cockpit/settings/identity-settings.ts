import { type Result, type Secret, succeed } from '@interlock/base';
import type { IamPorts, IamSettings } from '@interlock/iam';
import type { Sealer } from '../pki/program-ca.ts';
import { effectiveGeneral, iamSettingsOf, type StoredGeneral } from './general-item.ts';

/** The settings of all Identity Services as they stand now: a change holds for the next login and the next call. */
export interface IdentitySettings {
  current(): Promise<IamSettings>;
  /** What accounts get that are created without a password; refuses `KeyUnusable` where it can't be opened. */
  initialPassword(): Promise<Result<Secret | undefined>>;
}

/** Where the general settings stand among all settings. */
export const generalSetting = { scope: 'identity', name: 'general' } as const;

/** Table, row and column, to which the sealed initial password is bound (semantics §7.1). */
export const initialPasswordPlace = 'setting/identity/general/initialPassword';

/** Reads the settings anew each time, so that every node and every call has the present ones. */
export function identitySettings({
  read,
  sealer,
}: {
  readonly read: Pick<IamPorts, 'settings'>;
  readonly sealer: Sealer;
}): IdentitySettings {
  return {
    current: async () => iamSettingsOf(effectiveGeneral(await storedGeneral(read))),
    initialPassword: async () => {
      const { sealedInitialPassword } = await storedGeneral(read);
      return sealedInitialPassword === undefined
        ? succeed(undefined)
        : sealer.open(sealedInitialPassword, initialPasswordPlace);
    },
  };
}

/** The general settings as they are stored. */
export async function storedGeneral({ settings }: Pick<IamPorts, 'settings'>): Promise<StoredGeneral> {
  const stored = await settings.find(generalSetting.scope, generalSetting.name);
  // Written by this program in this form.
  return stored === undefined ? { item: {} } : (stored.value as unknown as StoredGeneral);
}
