import type { AccountName, Clock, Log, Problem, Secret, Transactor } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import type { Challenge } from '../identity-services/authentication-step.ts';
import type { IdentityService } from '../identity-services/identity-service.ts';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import type { LoginAttempt } from '../identity-services/login-attempt.ts';
import type { Role } from '../permissions/role.ts';
import type { SessionTransport } from '../sessions/session.ts';
import type { SessionSettings } from '../sessions/session-settings.ts';
import type { SessionSources, StartedSession } from '../sessions/start-session.ts';
import type { ThrottleSettings } from '../throttling/throttle-settings.ts';
import type { TryGate } from '../throttling/try-gate.ts';
import type { LoginRefusal } from './conclude-answers.ts';
import type { LoginHistoryEntry } from './login-history-store.ts';

/** A login as it comes from a client. */
export interface LoginRequest {
  readonly attempt: LoginAttempt;
  /** The Identity Service that the request names, if any. */
  readonly namedService?: string;
  readonly transport: SessionTransport;
  readonly rememberMe: boolean;
  /** The random value that the page made for this login, in the form of the token kind `origin` (semantics §3.5). */
  readonly originValue?: Secret;
  readonly address: string;
  readonly userAgent: string;
  /** The device mark that the browser sent. */
  readonly deviceMark?: string;
}

/** What a login needs around it. */
export interface LoginSurroundings<P extends IamPorts = IamPorts> extends SessionSources {
  readonly store: Transactor<P>;
  /** The services that are built; one that isn't counts as unavailable. */
  readonly service: (id: IdentityServiceId) => IdentityService | undefined;
  readonly gate: TryGate;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each step of a login, for those who look for the reason of a refusal. No secret is among it. */
  readonly trace?: Log;
  /** Resolves after the time, or when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly sessionSettings: SessionSettings;
  readonly throttleSettings: ThrottleSettings;
  /** Called in the transaction that stores the outcome, for the audit record. */
  readonly settled?: (ports: P, entry: LoginHistoryEntry) => Promise<void>;
}

/** What came of a login. */
export type LoginOutcome =
  | {
      readonly kind: 'succeeded';
      readonly started: StartedSession;
      readonly service: IdentityServiceSettings;
      readonly accountName: AccountName;
      readonly roles: readonly Role[];
      /** Whether nothing but a change of the password is allowed yet. */
      readonly forcePasswordChange: boolean;
      /** The mark to be set in the browser, for logins of the page. */
      readonly deviceMark?: Secret;
    }
  | { readonly kind: 'challenged'; readonly service: IdentityServiceSettings; readonly challenge: Challenge }
  /** One text for every cause (semantics §1.7); `reason` is for the log. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly reason: LoginRefusal }
  /** 429. */
  | { readonly kind: 'throttled'; readonly problem: Problem };
