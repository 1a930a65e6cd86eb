import type {
  AuthenticationStep,
  Challenge,
  VerifiedIdentity,
} from '../identity-services/authentication-step.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import type { ServiceChoice } from './choose-services.ts';

/** What a service answered. */
export interface ServiceAnswer {
  readonly service: IdentityServiceSettings;
  readonly step: AuthenticationStep;
}

/** An identity with the service that vouches for it. */
export interface Proof {
  readonly service: IdentityServiceSettings;
  readonly identity: VerifiedIdentity;
}

/** Why a login was refused. For log and history; the caller sees one text. */
export type LoginRefusal =
  | 'serviceNotNameable'
  | 'notVerified'
  | 'unavailable'
  | 'accountsDiffer'
  | 'secondFactorMissing'
  | 'secondFactorRefused'
  | 'proofOutdated'
  | 'blocked'
  | 'disabled'
  | 'noRole'
  | 'lockedOut'
  | 'tooManyWaiting';

/** What the answers of the services come to. */
export type LoginConclusion =
  /** The first is the session's account. */
  | { readonly kind: 'proven'; readonly proofs: readonly [Proof, ...Proof[]] }
  | {
      readonly kind: 'challenged';
      readonly service: IdentityServiceSettings;
      readonly challenge: Challenge;
    }
  | { readonly kind: 'refused'; readonly reason: LoginRefusal }
  /** Nobody could be asked for want of capacity: answer 429. */
  | { readonly kind: 'overloaded'; readonly retryAfterSeconds: number };

/** Whether no further service is asked after this answer (semantics §1.3, §1.4). */
export function endsSearch(choice: ServiceChoice['kind'], { kind }: AuthenticationStep): boolean {
  return choice === 'required' ? kind !== 'verified' : kind === 'verified' || kind === 'challenge';
}

/** Concludes from the answers of the services, in the order in which they were asked. */
export function concludeAnswers(choice: ServiceChoice, answers: readonly ServiceAnswer[]): LoginConclusion {
  if (choice.kind === 'refused') return choice;
  const proofs = answers.flatMap(({ service, step }): Proof[] =>
    step.kind === 'verified' ? [{ service, identity: step.identity }] : [],
  );
  if (choice.kind === 'required' && proofs.length < choice.services.length)
    return withoutProof(answers, proofs);
  const [first, ...others] = proofs;
  if (first === undefined) return challengeOf(answers) ?? withoutProof(answers, proofs);
  if (others.some(({ identity }) => identity.accountName !== first.identity.accountName))
    return { kind: 'refused', reason: 'accountsDiffer' };
  return { kind: 'proven', proofs: [first, ...others] };
}

function challengeOf(answers: readonly ServiceAnswer[]): LoginConclusion | undefined {
  for (const { service, step } of answers)
    if (step.kind === 'challenge') return { kind: 'challenged', service, challenge: step.challenge };
  return undefined;
}

function withoutProof(answers: readonly ServiceAnswer[], proofs: readonly Proof[]): LoginConclusion {
  // After one service has verified, an answer of its own would tell that the password is right.
  for (const { step } of answers)
    if (step.kind === 'unavailable' && step.reason === 'overloaded' && proofs.length === 0)
      return { kind: 'overloaded', retryAfterSeconds: step.retryAfterSeconds ?? 5 };
  return { kind: 'refused', reason: countsAsFailure(answers) ? 'notVerified' : 'unavailable' };
}

/**
 * Whether a login that was refused counts as a failure. A service that could not answer is no failure; but as soon
 * as one has answered anything, an uncounted refusal would tell what it answered.
 */
export function countsAsFailure(answers: readonly ServiceAnswer[]): boolean {
  return answers.length === 0 || answers.some(({ step }) => step.kind !== 'unavailable');
}
