import { problem, type Result, refuse, succeed } from '@interlock/base';
import { lastPlace } from '../ordering/put-in-order.ts';
import type { IdentityServiceId } from './identity-service-id.ts';
import type { AuthenticationScheme, IdentityServiceSettings } from './identity-service-settings.ts';
import { type IdentityServiceType, traitsOf } from './identity-service-types.ts';

/** What somebody wants an Identity Service to be. What is absent stays as it is. */
export interface ServiceWish {
  readonly name: string;
  readonly type?: IdentityServiceType;
  readonly scheme?: AuthenticationScheme;
  readonly ordering?: number;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly secondFactor?: boolean;
  readonly secondFactorServiceId?: IdentityServiceId;
}

/** The settings that a wish comes to; `checkIdentityService` says whether they may be stored. */
export interface WishedService {
  readonly settings: IdentityServiceSettings;
  /** Whether it was asked to be enabled and is disabled, since its type has no adapter. */
  readonly storedDisabled: boolean;
}

/**
 * Makes settings of a wish. A new service has one factor, is optional, enabled and the last in the order; a type
 * without adapter is disabled. Another type takes with it what belonged to the old one alone. Where one factor
 * suffices, the second is forgotten. Refuses `InvalidInput` where a new service has no type.
 *
 * @param newId the id of the service, should it be a new one.
 */
export function wishedService(
  wish: ServiceWish,
  before: IdentityServiceSettings | undefined,
  stored: readonly IdentityServiceSettings[],
  newId: IdentityServiceId,
): Result<WishedService> {
  const type = wish.type ?? before?.type;
  if (type === undefined)
    return refuse(
      problem('InvalidInput', 'A new Identity Service needs a type.', { field: 'identityServiceType' }),
    );
  const scheme = wish.scheme ?? before?.scheme ?? 'singleFactor';
  const second =
    scheme === 'singleFactor' ? undefined : (wish.secondFactorServiceId ?? before?.secondFactorServiceId);
  const disabled = wish.disabled ?? before?.disabled ?? false;
  const storedDisabled = !disabled && !traitsOf(type).hasAdapter;
  const settings: IdentityServiceSettings = {
    id: before?.id ?? newId,
    name: before?.name ?? wish.name,
    type,
    ordering: wish.ordering ?? before?.ordering ?? lastPlace(stored),
    required: wish.required ?? before?.required ?? false,
    disabled: disabled || storedDisabled,
    scheme,
    secondFactor: wish.secondFactor ?? before?.secondFactor ?? false,
    ...(second === undefined ? {} : { secondFactorServiceId: second }),
    groupRoles: before?.type === type ? before.groupRoles : [],
    details: before?.type === type ? before.details : {},
  };
  return succeed({ settings, storedDisabled });
}

/**
 * Whether a stored service is shown passwords that it was not shown before: one that verifies them elsewhere is asked
 * for every name until its turn is over. Who stores it, can become any account of any service.
 */
export function seesMorePasswords(
  before: IdentityServiceSettings | undefined,
  after: IdentityServiceSettings,
): boolean {
  if (!traitsOf(after.type).takesPassword || after.type === 'JOC') return false;
  return (
    before?.type !== after.type || before.ordering !== after.ordering || before.disabled !== after.disabled
  );
}

/**
 * Refuses `StillUsed` where services rely on this one as their second factor and it no longer is one.
 *
 * @param after absent where it is deleted.
 */
export function secondFactorStays(
  before: IdentityServiceSettings,
  after: IdentityServiceSettings | undefined,
  stored: readonly IdentityServiceSettings[],
): Result<void> {
  if (after?.secondFactor) return succeed(undefined);
  const user = stored.find(({ secondFactorServiceId }) => secondFactorServiceId === before.id);
  if (user === undefined) return succeed(undefined);
  return refuse(
    problem('StillUsed', `The Identity Service ${user.name} uses ${before.name} as its second factor.`),
  );
}
