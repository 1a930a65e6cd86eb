import { base64url, problem } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import { startSession } from '../sessions/start-session.ts';
import type { LoginTry } from '../throttling/throttle-keys.ts';
import { settleTry, type TryAdmission, throttledTry } from '../throttling/throttled-try.ts';
import { type Admission, admitProofs } from './admit-proofs.ts';
import { askServices, type LoginAnswers } from './ask-services.ts';
import { countsAsFailure, type LoginConclusion, type LoginRefusal } from './conclude-answers.ts';
import { deviceAfterLogin, knownDevice } from './login-device.ts';
import type { LoginHistoryEntry } from './login-history-store.ts';
import type { LoginOutcome, LoginRequest, LoginSurroundings } from './login-request.ts';

/**
 * Logs somebody in, or refuses (semantics §1). Throttling comes first, then the services are asked, then blocklist,
 * accounts and roles. Session, counters, history and audit record are one transaction.
 *
 * @throws ProblemError where the outcome can not be stored; nobody is logged in then.
 */
export async function logIn<P extends IamPorts>(
  request: LoginRequest,
  around: LoginSurroundings<P>,
  signal: AbortSignal,
): Promise<LoginOutcome> {
  const outcome = await tryLogin(request, around, signal);
  around.trace?.debug('login ended', {
    outcome: outcome.kind,
    ...(outcome.kind === 'refused' ? { reason: outcome.reason } : {}),
    ...(outcome.kind === 'succeeded'
      ? { account: outcome.accountName, session: outcome.started.session.id }
      : {}),
  });
  return outcome;
}

async function tryLogin<P extends IamPorts>(
  request: LoginRequest,
  around: LoginSurroundings<P>,
  signal: AbortSignal,
): Promise<LoginOutcome> {
  const { accountName } = request.attempt;
  const device = await knownDevice(request.deviceMark, accountName, around);
  const loginTry: LoginTry = {
    address: request.address,
    ...(accountName === undefined ? {} : { accountName }),
    ...(device === undefined ? {} : { knownDevice: device }),
  };
  around.trace?.debug('login begins', {
    account: accountName,
    namedIdentityService: request.namedService,
    transport: request.transport,
    isKnownDevice: device !== undefined,
  });
  const admission = await throttledTry(loginTry, around, signal);
  around.trace?.debug('login throttled', {
    answer: admission.kind,
    isLockedOut: admission.kind === 'verifying' && admission.lockedOut,
  });
  if (admission.kind === 'throttled') return { kind: 'throttled', problem: admission.problem };
  if (admission.kind === 'crowded') return refused('tooManyWaiting');
  try {
    const answers = await askServices(request, around, signal);
    return await around.store.change((ports) => settle(ports, request, around, admission, answers));
  } finally {
    admission.leave();
  }
}

type Verifying = Extract<TryAdmission, { readonly kind: 'verifying' }>;

async function settle<P extends IamPorts>(
  ports: P,
  request: LoginRequest,
  around: LoginSurroundings<P>,
  admission: Verifying,
  answers: LoginAnswers,
): Promise<LoginOutcome> {
  const outcome = await decide(ports, request, around, admission, answers);
  if (outcome.kind === 'throttled') return outcome;
  // Where one service rejected the name, another's success is that of a namesake: it must not wash anything away.
  const isRejected = answers.answers.some(({ step }) => step.kind === 'rejected');
  if (outcome.kind === 'succeeded') {
    if (!isRejected) await settleTry(ports.throttle, admission.keys, 'success', around);
  } else if (outcome.kind === 'refused' && countsAsFailure(answers.answers))
    await settleTry(ports.throttle, admission.keys, 'failure', around);
  const entry = historyEntry(request, around, answers, outcome);
  await ports.loginHistory.add(entry);
  await around.settled?.(ports, entry);
  return outcome;
}

async function decide<P extends IamPorts>(
  ports: P,
  request: LoginRequest,
  around: LoginSurroundings<P>,
  admission: Verifying,
  { conclusion }: LoginAnswers,
): Promise<LoginOutcome> {
  if (conclusion.kind === 'overloaded') return throttled(conclusion.retryAfterSeconds);
  if (admission.lockedOut) return refused('lockedOut');
  if (conclusion.kind === 'refused') return refused(conclusion.reason);
  if (conclusion.kind === 'challenged') return conclusion;
  const admitted = await admitProofs(ports, conclusion.proofs, request.attempt.accountName);
  if (admitted.kind === 'refused') return refused(admitted.reason);
  return begin(ports, request, around, conclusion, admitted);
}

async function begin<P extends IamPorts>(
  ports: P,
  request: LoginRequest,
  around: LoginSurroundings<P>,
  { proofs }: Extract<LoginConclusion, { readonly kind: 'proven' }>,
  admitted: Extract<Admission, { readonly kind: 'admitted' }>,
): Promise<LoginOutcome> {
  const [{ service, identity }] = proofs;
  const { transport, rememberMe, address, userAgent, originValue } = request;
  const ends = proofs.flatMap(({ identity: { grantEndsAtMs } }) => grantEndsAtMs ?? []);
  const start = {
    transport,
    rememberMe,
    address,
    userAgent,
    evidence: admitted.evidence,
    methods: [...new Set(proofs.flatMap((proof) => proof.identity.methods))],
    ...(originValue === undefined ? {} : { originValue }),
    ...(ends.length === 0 ? {} : { grantEndsAtMs: Math.min(...ends) }),
  };
  const started = startSession(start, around.sessionSettings, around.clock.now(), around);
  await ports.sessions.add(started.session);
  for (const { key } of admitted.evidence) await ports.accounts.noteLogin(key, started.session.startedAtMs);
  const deviceMark = await deviceAfterLogin(ports, request, identity.accountName, around);
  return {
    kind: 'succeeded',
    started,
    service,
    accountName: identity.accountName,
    roles: admitted.roles,
    forcePasswordChange: admitted.account?.forcePasswordChange ?? false,
    ...(deviceMark === undefined ? {} : { deviceMark }),
  };
}

function historyEntry(
  request: LoginRequest,
  { clock, random }: Pick<LoginSurroundings, 'clock' | 'random'>,
  { answers }: LoginAnswers,
  outcome: Exclude<LoginOutcome, { readonly kind: 'throttled' }>,
): LoginHistoryEntry {
  const accountName = outcome.kind === 'succeeded' ? outcome.accountName : request.attempt.accountName;
  return {
    id: base64url(random(16)),
    atMs: clock.now(),
    ...(accountName === undefined ? {} : { accountName }),
    address: request.address,
    userAgent: request.userAgent.slice(0, 512),
    result: outcome.kind,
    reason: outcome.kind === 'refused' ? outcome.reason : 'none',
    ...(outcome.kind === 'succeeded' ? { serviceName: outcome.service.name } : {}),
    services: answers.map(({ service, step }) => ({
      serviceName: service.name,
      outcome: step.kind,
      reason: 'reason' in step ? step.reason : 'none',
    })),
  };
}

/** The one answer to every refused login: equal in status, text and form, whatever the cause. */
function refused(reason: LoginRefusal): LoginOutcome {
  return { kind: 'refused', problem: problem('LoginRefused'), reason };
}

function throttled(retryAfterSeconds: number): LoginOutcome {
  return { kind: 'throttled', problem: problem('Throttled', undefined, { retryAfterSeconds }) };
}
