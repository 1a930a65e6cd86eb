import type {
  AuthenticationStep,
  IdentityService,
  IdentityServiceSettings,
  LoginAttempt,
} from '@interlock/iam';

/** An Identity Service that answers as it is told and remembers what it was asked. */
export interface ScriptedIdentityService extends IdentityService {
  readonly asked: LoginAttempt[];
  /** What it answers from now on; what it throws, it throws. */
  answer(next: AuthenticationStep | (() => Promise<AuthenticationStep>)): void;
}

/** Makes one. Until it is told otherwise, everybody is unknown to it. */
export function scriptedIdentityService(settings: IdentityServiceSettings): ScriptedIdentityService {
  let next: AuthenticationStep | (() => Promise<AuthenticationStep>) = { kind: 'notMine' };
  const asked: LoginAttempt[] = [];
  return {
    settings,
    asked,
    answer: (step) => {
      next = step;
    },
    check: async () => ({ healthy: true }),
    begin: async (attempt) => {
      asked.push(attempt);
      return typeof next === 'function' ? next() : next;
    },
    close: async () => {},
  };
}
