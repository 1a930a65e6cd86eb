import { type IdentityServiceId, identityServiceId } from '../identity-services/identity-service-id.ts';

declare const brand: unique symbol;

/**
 * Who somebody is, for ever: `<Identity Service id>/<subject>` (semantics §1.5). A changed name or e-mail address
 * stays the same account; an equal name in another service is another one.
 */
export type AccountKey = string & { readonly [brand]: 'AccountKey' };

/** The key of a subject of a service. The subject of a local account is random, that of a provider is the provider's. */
export function accountKey(serviceId: IdentityServiceId, subject: string): AccountKey {
  if (subject === '') throw new TypeError('a subject is not empty');
  return `${serviceId}/${subject}` as AccountKey;
}

/** The service in which an account stands. */
export function serviceOfKey(key: AccountKey): IdentityServiceId {
  const checked = identityServiceId(key.slice(0, key.indexOf('/')));
  if (!checked.ok) throw new TypeError('not the key of an account');
  return checked.value;
}

/** The subject by which the service knows an account. */
export function subjectOfKey(key: AccountKey): string {
  return key.slice(key.indexOf('/') + 1);
}
