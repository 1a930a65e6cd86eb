import type { Clock, Log, RandomBytes, Sha256, Transactor } from '@interlock/base';
import type { CallGate, CallHandlers, Refused, StreamEvent } from '@interlock/cockpit-api';
import type {
  IdentityRevision,
  IdentityService,
  IdentityServiceSettings,
  LeakedPasswords,
  LoginSurroundings,
  PasswordHasher,
} from '@interlock/iam';
import { type DecisionTrail, decisionTrail } from './access/decision-trail.ts';
import type { CockpitAudit } from './audit/cockpit-audit.ts';
import { commandAudit } from './audit/command-audit.ts';
import { type RefusalTrail, refusalTrail } from './audit/refusal-trail.ts';
import type { CallSettings, CallStores } from './call-ports.ts';
import { callHandlers } from './calls/handlers.ts';
import type { ControllerGateway } from './controllers/controller-gateway.ts';
import type { EventHub } from './events/event-hub.ts';
import { identityNews } from './identity/identity-news.ts';
import { type ServiceDirectory, serviceDirectory } from './identity/service-directory.ts';
import type { LogSwitches } from './logging/log-switches.ts';
import type { Sealer } from './pki/program-ca.ts';
import type { Caller } from './sessions/caller.ts';
import { type CallerWatch, callerWatch } from './sessions/caller-watch.ts';
import { loginDesk } from './sessions/login-desk.ts';
import { presentCallers } from './sessions/present-callers.ts';
import { sessionGate } from './sessions/session-gate.ts';
import { identitySettings } from './settings/identity-settings.ts';

/** What the REST side of the Cockpit is made of. */
export interface CallServerParts {
  readonly data: Transactor<CallStores>;
  readonly identityRevision: IdentityRevision;
  readonly controllers: ControllerGateway;
  readonly hub: EventHub<StreamEvent>;
  readonly audit: CockpitAudit;
  readonly settings: CallSettings;
  /** What a login needs besides stores, clock and chance. */
  readonly login: Pick<LoginSurroundings<CallStores>, 'gate' | 'wait' | 'trace'>;
  /** Builds the Identity Service of stored settings; undefined where its type has no adapter. */
  readonly buildService: (settings: IdentityServiceSettings) => IdentityService | undefined;
  readonly hasher: PasswordHasher;
  readonly isLeaked: LeakedPasswords;
  readonly sealer: Sealer;
  readonly logSwitches: LogSwitches;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
}

/** The REST side of the Cockpit, ready for the border. */
export interface CallServer {
  readonly gate: CallGate<Caller>;
  readonly handlers: CallHandlers<Caller>;
  /** Who has a stream open or waits for the news of a log. */
  readonly watch: CallerWatch;
  /** Nobody logs in before its first look. */
  readonly identityServices: ServiceDirectory;
  /** To be looked at once a minute, and ended before the program stops. */
  readonly refusals: RefusalTrail;
  /** To be written every few seconds, and before the program stops. */
  readonly decisions: DecisionTrail;
}

/** Puts the calls together. */
export function createCallServer(parts: CallServerParts): CallServer {
  const { data, audit, clock, log, sha256, randomBytes, controllers } = parts;
  const refusals = refusalTrail({ data, audit, clock, log });
  const decisions = decisionTrail({
    data,
    controllerIds: () => controllers.list().map(({ controllerId }) => controllerId),
    clock,
    log,
  });
  const settings = identitySettings({ read: data.read, sealer: parts.sealer });
  const identityServices = serviceDirectory({
    list: () => data.read.identityServices.list(),
    build: parts.buildService,
  });
  const login = loginDesk({
    around: {
      ...parts.login,
      service: identityServices.find,
      store: data,
      clock,
      log,
      sha256,
      random: randomBytes,
    },
    settings,
    isLeaked: parts.isLeaked,
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
  const news = identityNews();
  const callers = presentCallers(parts);
  const watch = callerWatch({ callers, news, clock });
  const handlers = callHandlers({
    ...parts,
    watch,
    audit: commands,
    decisions,
    login,
    identityNews: news,
    identityServices,
    identitySettings: settings,
  });
  const refused = (refusal: Refused<Caller>) => {
    refusals.note(refusal);
    decisions.refused(refusal);
  };
  const gate = sessionGate({ data, controllers, callers, watch, clock, log, decisions, refused });
  return { gate, handlers, watch, identityServices, refusals, decisions };
}
