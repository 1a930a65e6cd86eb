/**
 * SQLite behind the ports of core: a writer thread with group commit, the journals of Controller and Agent, the
 * Cockpit's database. It knows no rule of the core and no program.
 */
export { type OpenAgentJournal, openAgentJournal } from './agent-journal/agent-journal.ts';
export { checkAgentJournal } from './agent-journal/check-agent-journal.ts';
export { agentHasJoined } from './agent-journal/has-joined.ts';
export { hasAuditRecords } from './audit-chain/has-audit-records.ts';
export { type DatabaseInspection, inspectDatabase } from './audit-chain/inspect-database.ts';
export { readAuditChain, type StoredAuditChain } from './audit-chain/read-audit-chain.ts';
export { checkCockpitStore } from './cockpit/check-cockpit-store.ts';
export type { CockpitPorts } from './cockpit/cockpit-ports.ts';
export { type CockpitStore, openCockpitStore, openCockpitStoreBeside } from './cockpit/cockpit-store.ts';
export { checkControllerJournal } from './controller-journal/check-controller-journal.ts';
export {
  type OpenControllerJournal,
  openControllerJournal,
} from './controller-journal/controller-journal.ts';
export { generatedSchemas } from './schemas.ts';
export type { DatabaseState } from './sqlite/check-database.ts';
export type { DatabaseOptions } from './sqlite/open-database.ts';
export type { WriteLimits } from './sqlite/write-limits.ts';
