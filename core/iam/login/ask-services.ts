import type { IamPorts } from '../iam-ports.ts';
import type { AuthenticationStep } from '../identity-services/authentication-step.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { chooseServices } from './choose-services.ts';
import {
  concludeAnswers,
  endsSearch,
  type LoginConclusion,
  type Proof,
  type ServiceAnswer,
} from './conclude-answers.ts';
import type { LoginRequest, LoginSurroundings } from './login-request.ts';
import { concludeSecondFactor, secondFactorOf } from './second-factor.ts';

/** Every answer that was given, and what they come to. */
export interface LoginAnswers {
  readonly answers: readonly ServiceAnswer[];
  readonly conclusion: LoginConclusion;
}

/** Puts an attempt to the services that it is for, one after the other. */
export async function askServices<P extends IamPorts>(
  request: LoginRequest,
  around: LoginSurroundings<P>,
  signal: AbortSignal,
): Promise<LoginAnswers> {
  const services = await around.store.read.identityServices.list();
  const choice = chooseServices(services, request.namedService);
  around.trace?.debug('Identity Services chosen', {
    choice: choice.kind,
    identityServices: choice.kind === 'refused' ? [] : choice.services.map(({ name }) => name),
  });
  const answers: ServiceAnswer[] = [];
  for (const service of choice.kind === 'refused' ? [] : choice.services) {
    const step = await ask(service, request, around, signal);
    answers.push({ service, step });
    if (endsSearch(choice.kind, step)) break;
  }
  const conclusion = concludeAnswers(choice, answers);
  if (conclusion.kind !== 'proven') return { answers, conclusion };
  for (const proof of conclusion.proofs) {
    const stopped = await askSecondFactor(proof, services, request, around, signal, answers);
    if (stopped !== undefined) return { answers, conclusion: stopped };
  }
  return { answers, conclusion: withMethods(conclusion, answers) };
}

async function askSecondFactor<P extends IamPorts>(
  proof: Proof,
  services: readonly IdentityServiceSettings[],
  request: LoginRequest,
  around: LoginSurroundings<P>,
  signal: AbortSignal,
  answers: ServiceAnswer[],
): Promise<LoginConclusion | undefined> {
  const need = secondFactorOf(proof, services);
  if (need.kind === 'none') return undefined;
  if (need.kind === 'missing') return { kind: 'refused', reason: 'secondFactorMissing' };
  const step = await ask(need.service, request, around, signal);
  answers.push({ service: need.service, step });
  return concludeSecondFactor(proof, need.service, step);
}

/** Adds how the second factors were proven. */
function withMethods(
  conclusion: Extract<LoginConclusion, { readonly kind: 'proven' }>,
  answers: readonly ServiceAnswer[],
): LoginConclusion {
  const [first, ...others] = conclusion.proofs;
  const methods = answers.flatMap(({ step }) => (step.kind === 'verified' ? step.identity.methods : []));
  const identity = { ...first.identity, methods: [...new Set(methods)] };
  return { kind: 'proven', proofs: [{ ...first, identity }, ...others] };
}

async function ask<P extends IamPorts>(
  settings: IdentityServiceSettings,
  request: LoginRequest,
  around: LoginSurroundings<P>,
  signal: AbortSignal,
): Promise<AuthenticationStep> {
  const { clock, trace } = around;
  const beganAtMs = clock.now();
  const step = await stepOf(settings, request, around, signal);
  trace?.debug('Identity Service answered', {
    identityService: settings.name,
    type: settings.type,
    answer: step.kind,
    ...('reason' in step ? { reason: step.reason } : {}),
    ...(step.kind === 'verified'
      ? { account: step.identity.accountName, methods: step.identity.methods }
      : {}),
    milliseconds: clock.now() - beganAtMs,
  });
  return step;
}

async function stepOf<P extends IamPorts>(
  settings: IdentityServiceSettings,
  { attempt }: LoginRequest,
  { service, log }: LoginSurroundings<P>,
  signal: AbortSignal,
): Promise<AuthenticationStep> {
  const built = service(settings.id);
  if (built === undefined) return { kind: 'unavailable', reason: 'noAdapter' };
  try {
    return await built.begin(attempt, signal);
  } catch (cause) {
    // A fault in one service is no proof, and no reason to fail the others. Only its class is logged: its text
    // may hold what the client sent.
    const fault = cause instanceof Error ? cause.name : typeof cause;
    log.error('identity service failed', { identityService: settings.name, fault });
    return { kind: 'unavailable', reason: 'misconfigured' };
  }
}
