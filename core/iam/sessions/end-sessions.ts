import type { AccountName } from '@interlock/base';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { DeviceStore } from './device-store.ts';
import type { SessionStore } from './session-store.ts';

/** What happened to an account, a name or a service that ends sessions (semantics §3.6). A change of rights ends none. */
export type SessionEnding =
  | {
      readonly kind: 'accountDisabled' | 'accountDeleted' | 'accountRenamed' | 'authenticatorChanged';
      readonly key: AccountKey;
      /** The name it had, by which its devices are known. */
      readonly name: AccountName;
      /** The session that made the change and goes on under a new id. */
      readonly exceptId?: string;
    }
  | { readonly kind: 'nameBlocked'; readonly name: AccountName }
  | { readonly kind: 'serviceDisabled' | 'serviceDeleted'; readonly serviceId: IdentityServiceId };

/**
 * Ends the sessions that an event ends. To be called in the transaction of the event.
 *
 * @returns the ids of the ended sessions, whose streams have to be cut within a second.
 */
export async function endSessions(
  ports: { readonly sessions: SessionStore; readonly devices: DeviceStore },
  ending: SessionEnding,
): Promise<readonly string[]> {
  if (ending.kind === 'nameBlocked') return ports.sessions.removeOfName(ending.name);
  if ('serviceId' in ending) return ports.sessions.removeOfService(ending.serviceId);
  // Who had the old password or the old name may sit at a known device: it has to earn that anew.
  await ports.devices.forgetAccount(ending.name);
  return ports.sessions.removeOfAccount(ending.key, ending.exceptId);
}
