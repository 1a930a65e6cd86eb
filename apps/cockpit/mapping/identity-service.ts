import type { IdentityServiceItem, IdentityWarning } from '@interlock/cockpit-api';
import {
  type IdentityServiceSettings,
  type IdentityServiceType,
  type IdentityServiceWarning,
  identityServiceTypes,
  traitsOf,
} from '@interlock/iam';

/** What an answer says of a service besides its settings. */
export interface ServiceState {
  /** Why nobody can log in by it; absent where somebody can. */
  readonly unusable?: string;
  readonly accounts: number;
  readonly roles: number;
  readonly secondFactorName?: string;
}

/** An Identity Service as the API shows it. */
export function identityServiceAnswer(
  service: IdentityServiceSettings,
  { unusable, accounts, roles, secondFactorName }: ServiceState,
): IdentityServiceItem {
  return {
    identityServiceType: service.type,
    identityServiceName: service.name,
    serviceAuthenticationScheme: service.scheme === 'twoFactor' ? 'TWO-FACTOR' : 'SINGLE-FACTOR',
    ordering: service.ordering,
    disabled: service.disabled,
    required: service.required,
    secondFactor: service.secondFactor,
    ...(secondFactorName === undefined ? {} : { secondFactorIdentityServiceName: secondFactorName }),
    usable: unusable === undefined,
    ...(unusable === undefined ? {} : { unusableReason: unusable }),
    ...(traitsOf(service.type).rolesFrom === 'groups' ? {} : { accountCount: accounts }),
    roleCount: roles,
  };
}

/** The names of all types. */
export const typeNames = Object.keys(identityServiceTypes) as readonly IdentityServiceType[];

/** What holds for each type. */
export const typeItems = typeNames.map((type) => {
  const { takesPassword, mayBeRequired, mayBeSecondFactor, rolesFrom, hasAdapter } = traitsOf(type);
  return {
    identityServiceType: type,
    takesPassword,
    mayBeRequired,
    mayBeSecondFactor,
    rolesFrom,
    hasAdapter,
  };
});

/** The warnings of core, as sentences. */
export function serviceWarnings(
  warnings: readonly IdentityServiceWarning[],
  service: IdentityServiceSettings,
  storedDisabled: boolean,
): readonly IdentityWarning[] {
  const disabled: IdentityWarning = {
    kind: 'storedDisabled',
    message: `The type ${service.type} is not built in yet, so ${service.name} was stored disabled.`,
  };
  return [...(storedDisabled ? [disabled] : []), ...warnings.map((warning) => warningOf(warning, service))];
}

function warningOf(
  { kind, services }: IdentityServiceWarning,
  { name, type }: IdentityServiceSettings,
): IdentityWarning {
  const others = services.join(', ');
  if (kind === 'silencesOptional')
    return { kind, message: `While ${name} is required, accounts of ${others} can not log in alone.` };
  return traitsOf(type).naming === 'always'
    ? { kind, message: `Who logs in by ${name} passes by what is required: ${others}.` }
    : { kind, message: `Who logs in by ${others} passes by ${name}, though it is required.` };
}

/** What the audit trail keeps of a stored service. */
export function identityServiceAudit(service: IdentityServiceSettings) {
  const { type, ordering, required, disabled, scheme, secondFactor } = service;
  return { type, ordering, required, disabled, scheme, secondFactor };
}
