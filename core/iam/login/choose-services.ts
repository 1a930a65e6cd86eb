import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';

/** Which services a login is put to, in order, and how their answers count (semantics §1.1–1.4). */
export type ServiceChoice =
  /** The one that the request names, alone. */
  | { readonly kind: 'named'; readonly services: readonly [IdentityServiceSettings] }
  /** All of these have to verify. */
  | { readonly kind: 'required'; readonly services: readonly IdentityServiceSettings[] }
  /** The first that verifies suffices. */
  | { readonly kind: 'optional'; readonly services: readonly IdentityServiceSettings[] }
  | { readonly kind: 'refused'; readonly reason: 'serviceNotNameable' };

/** Chooses the services for a login, which may name one. */
export function chooseServices(services: readonly IdentityServiceSettings[], named?: string): ServiceChoice {
  const first = services.filter(({ disabled, secondFactor }) => !disabled && !secondFactor).sort(byOrdering);
  const required = first.filter((service) => service.required && traitsOf(service.type).mayBeRequired);
  if (named !== undefined) return chooseNamed(first, named, required.length > 0);
  if (required.length > 0) return { kind: 'required', services: required };
  return { kind: 'optional', services: first.filter(({ type }) => traitsOf(type).naming === 'never') };
}

function chooseNamed(
  services: readonly IdentityServiceSettings[],
  named: string,
  anyRequired: boolean,
): ServiceChoice {
  const service = services.find(({ name }) => name === named);
  const naming = service === undefined ? 'never' : traitsOf(service.type).naming;
  if (service === undefined || naming === 'never' || (naming === 'whileNoneRequired' && anyRequired))
    return { kind: 'refused', reason: 'serviceNotNameable' };
  return { kind: 'named', services: [service] };
}

/** Ascending ordering, ties by name in order of code units, so that every node agrees. */
export function byOrdering(a: IdentityServiceSettings, b: IdentityServiceSettings): number {
  return a.ordering - b.ordering || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
