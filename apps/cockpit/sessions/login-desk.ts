import type { Log, Problem, Result, Secret } from '@interlock/base';
import { problem, refuse, succeed } from '@interlock/base';
import type { LoginHeaders, RequestFacts } from '@interlock/cockpit-api';
import {
  changeOwnPassword,
  type LeakedPasswords,
  type LoginOutcome,
  type LoginSurroundings,
  logIn,
  type OwnPasswordChanged,
  passwordAttempt,
  type Session,
} from '@interlock/iam';
import type { CockpitAudit } from '../audit/cockpit-audit.ts';
import { accountEntry, loginEntry } from '../audit/login-entries.ts';
import type { RefusalTrail } from '../audit/refusal-trail.ts';
import type { CallStores } from '../call-ports.ts';
import type { IdentitySettings } from '../settings/identity-settings.ts';
import { originValueOf } from './page-value.ts';

/** Where people and programs prove who they are. */
export interface LoginDesk {
  /** Logs in. `LoginRefused` whatever the cause, `Throttled` where too many try. */
  logIn(login: {
    readonly headers: LoginHeaders;
    readonly rememberMe: boolean;
    readonly facts: RequestFacts;
    readonly signal: AbortSignal;
  }): Promise<Result<Extract<LoginOutcome, { readonly kind: 'succeeded' }>>>;
  /** Changes the password of a session's own account; all its other sessions end. */
  changePassword(change: {
    readonly session: Session;
    readonly oldPassword: Secret;
    readonly newPassword: Secret;
    readonly pageValue?: Secret;
    readonly facts: RequestFacts;
    readonly signal: AbortSignal;
  }): Promise<Result<OwnPasswordChanged>>;
}

/** What the desk needs. */
export interface LoginDeskPorts {
  /** Core's own surroundings, without the audit records, which are written here. */
  readonly around: Omit<LoginSurroundings<CallStores>, 'settled' | 'sessionSettings' | 'throttleSettings'>;
  /** Read anew for each login and each change, so that they take effect at once. */
  readonly settings: Pick<IdentitySettings, 'current'>;
  readonly isLeaked: LeakedPasswords;
  readonly audit: CockpitAudit;
  readonly refusals: RefusalTrail;
  readonly log: Log;
}

/** Makes the desk: core decides, and what it decides stands in the audit trail within the same transaction. */
export function loginDesk(ports: LoginDeskPorts): LoginDesk {
  return {
    async logIn({ headers, rememberMe, facts, signal }) {
      const { basic, identityService, pageValue, deviceMark } = headers;
      const { sessions, throttling } = await ports.settings.current();
      const outcome = await logIn(
        {
          attempt: basic === undefined ? {} : passwordAttempt(basic.account, basic.password),
          transport: pageValue === undefined ? 'header' : 'cookie',
          // Only a browser can be asked to remember.
          rememberMe: rememberMe && pageValue !== undefined,
          address: facts.clientAddress,
          userAgent: facts.userAgent ?? '',
          ...(identityService === undefined ? {} : { namedService: identityService }),
          ...(deviceMark === undefined ? {} : { deviceMark: deviceMark.reveal() }),
          ...(pageValue === undefined ? {} : { originValue: originValueOf(pageValue) }),
        },
        {
          ...ports.around,
          ...tracedBy(ports.around.trace, facts),
          sessionSettings: sessions,
          throttleSettings: throttling,
          settled: async (stores, entry) => {
            const record = loginEntry(entry, facts);
            const entries = entry.result === 'succeeded' ? [record] : ports.refusals.countNow(facts, record);
            await ports.audit.write(stores, entries);
          },
        },
        signal,
      );
      if (outcome.kind === 'succeeded') return succeed(outcome);
      return refuse(refusalOf(outcome, ports.log, facts));
    },
    async changePassword({ session, oldPassword, newPassword, pageValue, facts, signal }) {
      const { passwords, throttling } = await ports.settings.current();
      return changeOwnPassword(
        {
          session,
          oldPassword,
          newPassword,
          address: facts.clientAddress,
          ...(pageValue === undefined ? {} : { originValue: originValueOf(pageValue) }),
        },
        {
          ...ports.around,
          throttleSettings: throttling,
          passwordRules: passwords,
          isLeaked: ports.isLeaked,
          settled: (stores, account, result) =>
            ports.audit.write(stores, [
              accountEntry(
                'PasswordChanged',
                account.name,
                session,
                facts,
                result === 'changed' ? 'succeeded' : 'refused',
              ),
            ]),
        },
        signal,
      );
    },
  };
}

/** The steps of a login with what names the request in the audit trail. */
function tracedBy(trace: Log | undefined, facts: RequestFacts): { readonly trace?: Log } {
  const { requestId, clientAddress: address } = facts;
  return trace === undefined ? {} : { trace: trace.with({ requestId, address }) };
}

/** Every refusal is one and the same to the caller; the reason stands in the log (semantics §1.7). */
function refusalOf(
  outcome: Exclude<LoginOutcome, { readonly kind: 'succeeded' }>,
  log: Log,
  facts: RequestFacts,
): Problem {
  if (outcome.kind === 'throttled') return outcome.problem;
  const reason = outcome.kind === 'refused' ? outcome.reason : 'challenged';
  log.info('login refused', { reason, requestId: facts.requestId, address: facts.clientAddress });
  return problem('LoginRefused');
}
