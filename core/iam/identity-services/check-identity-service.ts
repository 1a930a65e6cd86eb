import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { IdentityServiceAdapter } from './identity-service-adapter.ts';
import { identityServiceName } from './identity-service-name.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';
import { traitsOf } from './identity-service-types.ts';

/** What an administrator should know before he stores a service, and the audit record after. */
export type IdentityServiceWarning =
  /** Who logs in by this service, or by the others named, passes by the required ones (semantics §1.1). */
  | { readonly kind: 'passesByRequired'; readonly services: readonly string[] }
  /** While it is required, accounts of the others named can not log in alone. */
  | { readonly kind: 'silencesOptional'; readonly services: readonly string[] };

/** A service that may be stored. */
export interface CheckedIdentityService {
  readonly settings: IdentityServiceSettings;
  readonly warnings: readonly IdentityServiceWarning[];
}

/**
 * Holds a service against the rules of its type before it is stored, beside all that are stored. That its name is
 * free, the store says. Refuses `InvalidInput` with the field.
 */
export function checkIdentityService(
  settings: IdentityServiceSettings,
  stored: readonly IdentityServiceSettings[],
  adapters: readonly IdentityServiceAdapter[],
): Result<CheckedIdentityService> {
  const name = identityServiceName(settings.name);
  if (!name.ok) return name;
  const others = stored.filter(({ id }) => id !== settings.id);
  const fault = faultOfType(settings) ?? faultOfSecondFactor(settings, others);
  if (fault !== undefined) return refuse(fault);
  const details = adapters.find(({ types }) => types.includes(settings.type))?.checkDetails(settings.details);
  if (details?.ok === false) return details;
  const checked = { ...settings, name: name.value, details: details?.value ?? settings.details };
  return succeed({ settings: checked, warnings: warningsOf(checked, others) });
}

function faultOfType(settings: IdentityServiceSettings): Problem | undefined {
  const { type, required, disabled, secondFactor, groupRoles, ordering } = settings;
  const traits = traitsOf(type);
  if (!Number.isSafeInteger(ordering)) return invalid('ordering', 'The ordering is an integer.');
  if (required && !traits.mayBeRequired)
    return invalid('required', `A service of the type ${type} can not be required.`);
  if (secondFactor && !traits.mayBeSecondFactor)
    return invalid('secondFactor', `A service of the type ${type} can not be a second factor.`);
  if (secondFactor && required)
    return invalid('required', 'A service that is a second factor alone can not be required.');
  if (!disabled && !traits.hasAdapter)
    return invalid(
      'disabled',
      `The type ${type} is not built in yet; such a service can only be stored disabled.`,
    );
  if (groupRoles.length > 0 && traits.rolesFrom !== 'groups')
    return invalid('groupRoles', `In a service of the type ${type} roles belong to accounts, not to groups.`);
  return undefined;
}

function faultOfSecondFactor(
  { scheme, secondFactor, secondFactorServiceId }: IdentityServiceSettings,
  others: readonly IdentityServiceSettings[],
): Problem | undefined {
  const field = 'secondFactorIdentityServiceName';
  if (scheme === 'singleFactor')
    return secondFactorServiceId === undefined
      ? undefined
      : invalid(field, 'Where one factor suffices, no second one is named.');
  if (secondFactor) return invalid('secondFactor', 'A second factor has no second factor of its own.');
  const second = others.find(({ id }) => id === secondFactorServiceId);
  if (second === undefined || !second.secondFactor)
    return invalid(field, 'Two factors need a service that is marked as second factor.');
  return undefined;
}

function warningsOf(
  settings: IdentityServiceSettings,
  others: readonly IdentityServiceSettings[],
): readonly IdentityServiceWarning[] {
  if (settings.disabled || settings.secondFactor) return [];
  const first = others.filter(({ disabled, secondFactor }) => !disabled && !secondFactor);
  const passing = first.filter(passesBy).map(({ name }) => name);
  const required = first.filter((other) => other.required).map(({ name }) => name);
  const optional = first.filter((other) => !other.required && !passesBy(other)).map(({ name }) => name);
  if (passesBy(settings)) return warning('passesByRequired', required);
  if (!settings.required) return [];
  return [...warning('passesByRequired', passing), ...warning('silencesOptional', optional)];
}

function passesBy({ type }: IdentityServiceSettings): boolean {
  return traitsOf(type).naming === 'always';
}

function warning(
  kind: IdentityServiceWarning['kind'],
  services: readonly string[],
): readonly IdentityServiceWarning[] {
  return services.length === 0 ? [] : [{ kind, services }];
}

function invalid(field: string, message: string): Problem {
  return problem('InvalidInput', message, { field });
}
