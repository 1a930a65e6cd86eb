import { auditStoreSuite } from '../../../testing/conformance/audit-store.suite.ts';
import { historyStoreSuite } from '../../../testing/conformance/history-store.suite.ts';
import { iamStoresSuite } from '../../../testing/conformance/iam-stores.suite.ts';
import { inventoryStoreSuite } from '../../../testing/conformance/inventory-store.suite.ts';
import { programStoresSuite } from '../../../testing/conformance/program-stores.suite.ts';
import { inlineCockpitStore } from '../testing/inline-cockpit-store.ts';

iamStoresSuite('SQLite', inlineCockpitStore);
inventoryStoreSuite('SQLite, inventory', inlineCockpitStore);
historyStoreSuite('SQLite, history', inlineCockpitStore);
programStoresSuite('SQLite, programs', inlineCockpitStore);

auditStoreSuite('SQLite, audit', async () => {
  const { read, change, close } = await inlineCockpitStore();
  return { read: read.audit, change: (work) => change(({ audit }) => work(audit)), close };
});
