import type { IdentityServiceType } from '../identity-services/identity-service-types.ts';

/** Whether the passwords of a service's accounts are kept here. Elsewhere they are the provider's. */
export function keepsPasswords(type: IdentityServiceType): boolean {
  return type === 'JOC';
}
