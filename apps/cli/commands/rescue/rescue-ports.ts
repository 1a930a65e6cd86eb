import type { AuditRecord, AuditStore } from '@interlock/audit';
import type { RandomBytes, Result, Secret, Sha256, Transactor } from '@interlock/base';
import type { IamPorts } from '@interlock/iam';

/** The stores of the Cockpit's database that a rescue writes. */
export interface RescueStores extends IamPorts {
  readonly audit: AuditStore;
  readonly facts: { set(name: string, value: string): Promise<void> };
}

/** What a rescue needs. */
export interface RescuePorts {
  /** The Cockpit's data folder and its database. */
  readonly folder: string;
  readonly database: string;
  readonly cockpitId: string;
  /** Who owns the folder; undefined where there is none. */
  readonly ownerOf: (folder: string) => { readonly uid: number } | undefined;
  readonly exists: (file: string) => boolean;
  /** The user of the operating system who runs the command; without a uid where the system knows none. */
  readonly user: { readonly name: string; readonly uid?: number };
  /** Opens the database whether the Cockpit runs or not; to be closed. */
  readonly open: () => Promise<Result<Transactor<RescueStores> & { close(): Promise<void> }>>;
  readonly hash: (password: Secret) => Promise<Result<Secret>>;
  /** Says records in the Cockpit's audit.log, as the Cockpit does for its own. */
  readonly logAudit: (records: readonly AuditRecord[]) => void;
  readonly nowMs: number;
  readonly sha256: Sha256;
  readonly randomBytes: RandomBytes;
}
