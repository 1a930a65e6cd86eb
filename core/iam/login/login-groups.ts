import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { unusableReason } from '../identity-services/unusable-reason.ts';
import { chooseServices } from './choose-services.ts';

/**
 * The ways in which somebody can log in at all (semantics §1.1–1.4): each a group of services that all have to verify
 * the same name. A way of which one service can not be used lets nobody in, and is left out.
 */
export function loginGroups(
  services: readonly IdentityServiceSettings[],
): readonly (readonly IdentityServiceSettings[])[] {
  const unnamed = chooseServices(services);
  const together = unnamed.kind === 'required' ? [unnamed.services] : oneByOne(unnamed);
  const named = services.flatMap(({ name }) => oneByOne(chooseServices(services, name)));
  return [...together, ...named].filter((group) =>
    group.every((service) => unusableReason(service, services) === undefined),
  );
}

function oneByOne(
  choice: ReturnType<typeof chooseServices>,
): readonly (readonly IdentityServiceSettings[])[] {
  return choice.kind === 'refused' ? [] : choice.services.map((service) => [service]);
}
