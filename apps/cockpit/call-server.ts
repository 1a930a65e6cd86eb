import type { Clock, Log, RandomBytes, Sha256, Transactor } from '@interlock/base';
import type { CallGate, CallHandlers, StreamEvent } from '@interlock/cockpit-api';
import type { LoginSurroundings, PasswordRules } from '@interlock/iam';
import type { CockpitAudit } from './audit/cockpit-audit.ts';
import { commandAudit } from './audit/command-audit.ts';
import { type RefusalTrail, refusalTrail } from './audit/refusal-trail.ts';
import type { CallSettings, CallStores } from './call-ports.ts';
import { callHandlers } from './calls/handlers.ts';
import type { ControllerGateway } from './controllers/controller-gateway.ts';
import type { EventHub } from './events/event-hub.ts';
import { identityNews } from './identity/identity-news.ts';
import type { Caller } from './sessions/caller.ts';
import { loginDesk } from './sessions/login-desk.ts';
import { sessionGate } from './sessions/session-gate.ts';

/** What the REST side of the Cockpit is made of. */
export interface CallServerParts {
  readonly data: Transactor<CallStores>;
  readonly controllers: ControllerGateway;
  readonly hub: EventHub<StreamEvent>;
  readonly audit: CockpitAudit;
  readonly settings: CallSettings;
  /** What a login needs besides stores, clock and chance. */
  readonly login: Pick<
    LoginSurroundings<CallStores>,
    'service' | 'gate' | 'wait' | 'sessionSettings' | 'throttleSettings'
  >;
  readonly passwordRules: PasswordRules;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
}

/** The REST side of the Cockpit, ready for the border. */
export interface CallServer {
  readonly gate: CallGate<Caller>;
  readonly handlers: CallHandlers<Caller>;
  /** To be looked at once a minute, and ended before the program stops. */
  readonly refusals: RefusalTrail;
}

/** Puts the calls together. */
export function createCallServer(parts: CallServerParts): CallServer {
  const { data, audit, clock, log, sha256, randomBytes, controllers } = parts;
  const refusals = refusalTrail({ data, audit, clock, log });
  const login = loginDesk({
    around: { ...parts.login, store: data, clock, log, sha256, random: randomBytes },
    passwordRules: parts.passwordRules,
    audit,
    refusals,
    log,
  });
  const commands = commandAudit({
    data,
    audit,
    outcomeLost: (change, fault) =>
      log.error('the outcome of a command was not written to the audit trail', {
        action: change.action,
        requestId: change.facts.requestId,
        fault,
      }),
  });
  const handlers = callHandlers({ ...parts, audit: commands, login, identityNews: identityNews() });
  const gate = sessionGate({ data, controllers, clock, sha256, log, refused: refusals.note });
  return { gate, handlers, refusals };
}
