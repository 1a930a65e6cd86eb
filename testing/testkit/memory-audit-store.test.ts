import { auditStoreSuite } from '../conformance/audit-store.suite.ts';
import { memoryAuditStore } from './memory-audit-store.ts';

auditStoreSuite('the audit store in memory', async () => ({ ...memoryAuditStore(), close: async () => {} }));
