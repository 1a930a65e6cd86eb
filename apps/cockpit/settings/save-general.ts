import { type Json, type Result, refuse, Secret, succeed } from '@interlock/base';
import { type GeneralSettings, type RequestFacts, settingMask } from '@interlock/cockpit-api';
import {
  checkNewPassword,
  endRememberedSessions,
  type IamPorts,
  keepsPasswords,
  mayTouchService,
} from '@interlock/iam';
import { auditReason } from '../audit/audit-reason.ts';
import type { CallPorts } from '../call-ports.ts';
import { changeIdentity } from '../identity/change-identity.ts';
import type { Caller } from '../sessions/caller.ts';
import { effectiveGeneral, readGeneralItem, type StoredGeneral } from './general-item.ts';
import { generalSetting, initialPasswordPlace, storedGeneral } from './identity-settings.ts';

type Ports = Pick<CallPorts, 'data' | 'audit' | 'identityNews' | 'sealer' | 'isLeaked'>;

/** Stores the general settings whole; they hold for the next login and the next call. */
export async function saveGeneral(
  ports: Ports,
  call: { readonly caller: Caller; readonly facts: RequestFacts },
  sent: Json,
  comment: Parameters<typeof auditReason>[0],
): Promise<Result<{ readonly id: number }>> {
  const read = readGeneralItem(sent);
  if (!read.ok) return read;
  const { initialPassword, ...item } = read.value;
  return changeIdentity(ports, call, {
    action: 'SettingsStored',
    ...auditReason(comment),
    run: async (stores) => {
      const before = await storedGeneral(stores);
      const sealed = await sealedInitial(ports, stores, call.caller, { before, item, initialPassword });
      if (!sealed.ok) return sealed;
      const after: StoredGeneral = { item, ...sealed.value };
      const id = await stores.settings.save({ ...generalSetting, value: after as unknown as Json });
      const remembers = effectiveGeneral(after).rememberMeSeconds > 0;
      const ended = remembers ? [] : await endRememberedSessions(stores, call.facts.atMs);
      return succeed({
        value: { id },
        targets: [{ kind: 'settings', id: 'identity/general' }],
        details: { changed: changesBetween(before, after), endedSessions: ended.length },
      });
    },
  });
}

interface InitialWish {
  readonly before: StoredGeneral;
  readonly item: StoredGeneral['item'];
  readonly initialPassword: string | undefined;
}

/** The initial password to be stored: the one before for the mask, none for nothing, else the new one, sealed. */
async function sealedInitial(
  { sealer, isLeaked }: Ports,
  stores: IamPorts,
  caller: Caller,
  { before, item, initialPassword = '' }: InitialWish,
): Promise<Result<Pick<StoredGeneral, 'sealedInitialPassword'>>> {
  const { sealedInitialPassword } = before;
  const kept = sealedInitialPassword === undefined ? {} : { sealedInitialPassword };
  if (initialPassword === settingMask) return succeed(kept);
  if (initialPassword === '' && sealedInitialPassword === undefined) return succeed({});
  const may = await maySetInitial(stores, caller);
  if (!may.ok || initialPassword === '') return may.ok ? succeed({}) : may;
  const { minPasswordLength } = effectiveGeneral({ item });
  const demands = { lengthMin: minPasswordLength, isLeaked };
  const checked = checkNewPassword(new Secret(initialPassword), demands, 'configurationItem');
  if (!checked.ok) return checked;
  return succeed({ sealedInitialPassword: sealer.seal(checked.value, initialPasswordPlace) });
}

/**
 * Who knows the initial password can become any account that gets it: he has to hold all that any role of such a
 * service grants (semantics §2.8).
 */
async function maySetInitial(stores: IamPorts, caller: Caller): Promise<Result<void>> {
  for (const { id, type } of await stores.identityServices.list()) {
    const may = keepsPasswords(type)
      ? mayTouchService(caller.rights, await stores.roles.list(id))
      : succeed(undefined);
    if (!may.ok) return refuse(may.problem);
  }
  return succeed(undefined);
}

/** What is in force otherwise than before, old and new; of the initial password only that it changed. */
function changesBetween(before: StoredGeneral, after: StoredGeneral): { readonly [name: string]: Json } {
  const [old, now] = [flat(effectiveGeneral(before)), flat(effectiveGeneral(after))];
  const changed = Object.entries(now).filter(([name, value]) => old[name] !== value);
  const isOther = before.sealedInitialPassword !== after.sealedInitialPassword;
  return {
    ...Object.fromEntries(changed.map(([name, value]) => [name, [old[name] ?? null, value]])),
    ...(isOther ? { initialPassword: 'changed' } : {}),
  };
}

function flat({ throttling, ...rest }: GeneralSettings): Readonly<Record<string, number | boolean>> {
  return { ...rest, ...throttling };
}
