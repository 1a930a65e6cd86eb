import type { Clock, Log, RandomBytes, Sha256, Transactor } from '@interlock/base';
import type { StreamEvent } from '@interlock/cockpit-api';
import type { IamPorts, LeakedPasswords, PasswordHasher } from '@interlock/iam';
import type { ControllerRegistry, HistoryStore, InventoryStore } from '@interlock/workflow';
import type { DecisionTrail } from './access/decision-trail.ts';
import type { WithAudit } from './audit/cockpit-audit.ts';
import type { CommandAudit } from './audit/command-audit.ts';
import type { ControllerGateway } from './controllers/controller-gateway.ts';
import type { EventHub } from './events/event-hub.ts';
import type { IdentityNews } from './identity/identity-news.ts';
import type { ServiceDirectory } from './identity/service-directory.ts';
import type { LogSwitches } from './logging/log-switches.ts';
import type { Sealer } from './pki/program-ca.ts';
import type { CallerWatch } from './sessions/caller-watch.ts';
import type { LoginDesk } from './sessions/login-desk.ts';
import type { IdentitySettings } from './settings/identity-settings.ts';

/** The stores of the Cockpit's database that the calls use. */
export interface CallStores extends IamPorts, WithAudit {
  readonly history: HistoryStore;
  readonly inventory: InventoryStore;
  readonly controllers: ControllerRegistry;
}

/** Settings of the installation that calls tell of. */
export interface CallSettings {
  /** The version of this program. */
  readonly version: string;
  /** The IANA name of the zone in which times are shown. */
  readonly timeZone: string;
  /** Milliseconds that a command waits for the mirror to have its event. */
  readonly readYourWritesMs: number;
  /** Milliseconds that a call for the news of a log waits for some. */
  readonly logWaitMs: number;
}

/** What the calls get. */
export interface CallPorts {
  readonly data: Transactor<CallStores>;
  readonly controllers: ControllerGateway;
  readonly hub: EventHub<StreamEvent>;
  readonly audit: CommandAudit<CallStores>;
  readonly decisions: DecisionTrail;
  readonly identityNews: IdentityNews;
  /** Follows whoever has a stream open or waits for the news of a log. */
  readonly watch: CallerWatch;
  readonly identityServices: ServiceDirectory;
  readonly login: LoginDesk;
  readonly logSwitches: LogSwitches;
  readonly settings: CallSettings;
  readonly identitySettings: IdentitySettings;
  readonly hasher: PasswordHasher;
  readonly isLeaked: LeakedPasswords;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
}
