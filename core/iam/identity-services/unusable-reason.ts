import type { IdentityServiceSettings } from './identity-service-settings.ts';
import { traitsOf } from './identity-service-types.ts';

/** Why nobody can log in by a service as it is set, in one sentence; undefined where nothing in its settings stands against it. */
export function unusableReason(
  service: IdentityServiceSettings,
  stored: readonly IdentityServiceSettings[],
): string | undefined {
  const { type, disabled, scheme, secondFactorServiceId } = service;
  if (!traitsOf(type).hasAdapter) return `The type ${type} is not built in yet.`;
  if (disabled) return 'It is disabled.';
  if (scheme === 'singleFactor') return undefined;
  const second = stored.find(({ id }) => id === secondFactorServiceId);
  if (second === undefined || !second.secondFactor) return 'The service of its second factor is gone.';
  const reason = unusableReason({ ...second, scheme: 'singleFactor' }, []);
  return reason === undefined ? undefined : `Its second factor ${second.name} can not be used: ${reason}`;
}
