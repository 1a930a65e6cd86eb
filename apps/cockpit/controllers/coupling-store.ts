import type { AccountStore } from '@interlock/iam';
import type { HistoryStore, MirrorStore } from '@interlock/workflow';

/** What a coupling uses of the Cockpit's one database. */
export interface CouplingStore {
  readonly history: HistoryStore;
  readonly mirrors: MirrorStore;
  /** Only read, for the names in order logs. */
  readonly accounts: Pick<AccountStore, 'find'>;
}
