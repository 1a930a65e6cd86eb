import type { AccountName } from '@interlock/base';
import type { AccountKey } from '../accounts/account-key.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { ApiTokenStore } from '../tokens/api-token-store.ts';
import type { DeviceStore } from './device-store.ts';
import type { SessionStore } from './session-store.ts';

/**
 * What happened to an account, a name or a service that ends sessions (semantics §3.6). A change of rights ends none.
 * An authenticator changes by the owner of the account and is reset by somebody else.
 */
export type SessionEnding =
  | {
      readonly kind:
        | 'accountDisabled'
        | 'accountDeleted'
        | 'accountRenamed'
        | 'authenticatorChanged'
        | 'authenticatorReset';
      readonly key: AccountKey;
      /** The name it had, by which its devices are known. */
      readonly name: AccountName;
      /** The session that made the change and goes on under a new id. */
      readonly exceptId?: string;
    }
  | { readonly kind: 'nameBlocked'; readonly name: AccountName }
  | { readonly kind: 'serviceDisabled' | 'serviceDeleted'; readonly serviceId: IdentityServiceId };

/**
 * Ends the sessions that outlive their browser because of Remember me, where that is switched off (semantics §3.2). To
 * be called in the transaction of the change.
 *
 * @returns the ids of the ended sessions.
 */
export async function endRememberedSessions(
  { sessions }: { readonly sessions: SessionStore },
  nowMs: number,
): Promise<readonly string[]> {
  const remembered = (await sessions.list(nowMs)).filter(({ rememberMe }) => rememberMe);
  for (const { id } of remembered) await sessions.remove(id);
  return remembered.map(({ id }) => id);
}

/**
 * Ends the sessions that an event ends, and revokes the API tokens: all of the account, the name or the service, but
 * for a change of the authenticator by its owner, which tells nothing against them. To be called in the transaction
 * of the event.
 *
 * @returns the ids of the ended sessions, whose streams have to be cut within a second.
 */
export async function endSessions(
  ports: {
    readonly sessions: SessionStore;
    readonly devices: DeviceStore;
    readonly apiTokens: ApiTokenStore;
  },
  ending: SessionEnding,
): Promise<readonly string[]> {
  if (ending.kind === 'nameBlocked') {
    await ports.apiTokens.removeOfName(ending.name);
    return ports.sessions.removeOfName(ending.name);
  }
  if ('serviceId' in ending) {
    await ports.apiTokens.removeOfService(ending.serviceId);
    return ports.sessions.removeOfService(ending.serviceId);
  }
  if (ending.kind !== 'authenticatorChanged') await ports.apiTokens.removeOfAccount(ending.key);
  // Who had the old password or the old name may sit at a known device: it has to earn that anew.
  await ports.devices.forgetAccount(ending.name);
  return ports.sessions.removeOfAccount(ending.key, ending.exceptId);
}
