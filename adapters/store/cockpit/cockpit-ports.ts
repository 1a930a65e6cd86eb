import type { AuditStore } from '@interlock/audit';
import type { IamPorts } from '@interlock/iam';
import type {
  ControllerRegistry,
  FactStore,
  HistoryStore,
  InventoryStore,
  JoinTokenStore,
  MirrorStore,
} from '@interlock/workflow';
import { Kysely } from 'kysely';
import { nodeSqliteDialect } from '../kysely/node-sqlite-dialect.ts';
import type { SqlConnection } from '../kysely/sql-connection.ts';
import { auditStore } from './audit/audit-store.ts';
import { accountStore } from './iam/accounts.ts';
import { apiTokenStore } from './iam/api-tokens.ts';
import { blocklistStore } from './iam/blocklist.ts';
import { decisionStore } from './iam/decisions.ts';
import { deviceStore } from './iam/devices.ts';
import { identityServiceStore } from './iam/identity-services.ts';
import { loginHistoryStore } from './iam/login-history.ts';
import { passwordStore } from './iam/passwords.ts';
import { roleStore } from './iam/roles.ts';
import { sessionStore } from './iam/sessions.ts';
import { settingStore } from './iam/settings.ts';
import { throttleStore } from './iam/throttle.ts';
import type { CockpitTables } from './tables.ts';
import { controllerRegistry } from './workflow/controllers.ts';
import { factStore } from './workflow/facts.ts';
import { historyStore } from './workflow/history.ts';
import { inventoryStore } from './workflow/inventory.ts';
import { joinTokenStore } from './workflow/join-tokens.ts';
import { mirrorStore } from './workflow/mirrors.ts';

/** All that the Cockpit keeps. */
export interface CockpitPorts extends IamPorts {
  readonly audit: AuditStore;
  readonly inventory: InventoryStore;
  readonly history: HistoryStore;
  readonly controllers: ControllerRegistry;
  readonly joinTokens: JoinTokenStore;
  readonly mirrors: MirrorStore;
  readonly facts: FactStore;
}

/** The stores over one connection: that of a change, or the reading one. */
export function cockpitPorts(connection: SqlConnection): CockpitPorts {
  const db = new Kysely<CockpitTables>({ dialect: nodeSqliteDialect(connection) });
  const stores = { db, run: connection.run };
  return {
    identityServices: identityServiceStore(stores),
    accounts: accountStore(stores),
    passwords: passwordStore(stores),
    blocklist: blocklistStore(stores),
    roles: roleStore(stores),
    sessions: sessionStore(stores),
    devices: deviceStore(stores),
    apiTokens: apiTokenStore(stores),
    throttle: throttleStore(stores),
    loginHistory: loginHistoryStore(stores),
    decisions: decisionStore(stores),
    settings: settingStore(stores),
    audit: auditStore(stores),
    inventory: inventoryStore(stores),
    history: historyStore(stores),
    controllers: controllerRegistry(stores),
    joinTokens: joinTokenStore(stores),
    mirrors: mirrorStore(stores),
    facts: factStore(stores),
  };
}
