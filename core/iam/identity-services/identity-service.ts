import type { Secret } from '@interlock/base';
import type { AuthenticationStep } from './authentication-step.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';
import type { LoginAttempt } from './login-attempt.ts';

/** Whether a service can do its work, and why not. */
export type HealthReport =
  | { readonly healthy: true }
  /** One sentence for the administrator, without a secret. */
  | { readonly healthy: false; readonly reason: string };

/** One configured way to prove who somebody is. It never grants rights and never creates sessions. */
export interface IdentityService {
  readonly settings: IdentityServiceSettings;
  /** Tests configuration and reach without changing anything; at start and when an administrator asks. */
  check(signal: AbortSignal): Promise<HealthReport>;
  /**
   * Looks at an attempt. Work and answer time for an unknown account are those of a wrong proof.
   * Ends with `unavailable` when the signal aborts.
   */
  begin(attempt: LoginAttempt, signal: AbortSignal): Promise<AuthenticationStep>;
  /** Takes the answer to a challenge that `begin` gave; absent where the service gives none. */
  resume?(challengeId: string, answer: ChallengeAnswer, signal: AbortSignal): Promise<AuthenticationStep>;
  /** Lets go of connections. Afterwards every answer is `unavailable`. */
  close(): Promise<void>;
}

/** What the client answers to a challenge. */
export type ChallengeAnswer = Readonly<Record<string, Secret>>;

/** A change of a password by its owner. */
export interface PasswordChange {
  /** The account by the service's own lasting id. */
  readonly subject: string;
  readonly oldPassword: Secret;
  /** Already held against the password rules. */
  readonly newPassword: Secret;
}

/** What came of a change. */
export type PasswordChangeStep =
  /**
   * The old password was right. Where hashes are kept here, `stored` has the one verified and the one to replace it:
   * the core stores it together with the end of the other sessions. Otherwise the provider has changed it.
   */
  | { readonly kind: 'changed'; readonly stored?: { readonly previous: Secret; readonly next: Secret } }
  | Extract<AuthenticationStep, { readonly kind: 'rejected' | 'unavailable' }>;

/** A service whose accounts can change their own password. */
export interface ChangesPasswords {
  changePassword(change: PasswordChange, signal: AbortSignal): Promise<PasswordChangeStep>;
}

/** Whether a service lets accounts change their own password. */
export function changesPasswords(service: IdentityService): service is IdentityService & ChangesPasswords {
  return 'changePassword' in service && typeof service.changePassword === 'function';
}
