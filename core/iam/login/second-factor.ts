import type { AuthenticationStep } from '../identity-services/authentication-step.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { traitsOf } from '../identity-services/identity-service-types.ts';
import type { LoginConclusion, Proof } from './conclude-answers.ts';

/** What a proof still needs. */
export type SecondFactorNeed =
  | { readonly kind: 'none' }
  | { readonly kind: 'ask'; readonly service: IdentityServiceSettings }
  /** Two factors are demanded and no service can give the second: nobody logs in by one alone. */
  | { readonly kind: 'missing' };

/** Which second factor a proof needs (semantics §1.6). */
export function secondFactorOf(
  { service }: Proof,
  services: readonly IdentityServiceSettings[],
): SecondFactorNeed {
  if (service.scheme === 'singleFactor') return { kind: 'none' };
  const second = services.find(({ id }) => id === service.secondFactorServiceId);
  const usable =
    second?.secondFactor === true &&
    !second.disabled &&
    second.id !== service.id &&
    traitsOf(second.type).mayBeSecondFactor;
  return usable ? { kind: 'ask', service: second } : { kind: 'missing' };
}

/** What the second factor's answer comes to: it has to name the same account, and nothing less will do. */
export function concludeSecondFactor(
  { identity }: Proof,
  service: IdentityServiceSettings,
  step: AuthenticationStep,
): Exclude<LoginConclusion, { readonly kind: 'proven' }> | undefined {
  if (step.kind === 'challenge') return { kind: 'challenged', service, challenge: step.challenge };
  const same = step.kind === 'verified' && step.identity.accountName === identity.accountName;
  return same ? undefined : { kind: 'refused', reason: 'secondFactorRefused' };
}
