import { join } from 'node:path';
import { type OwnKind, purposeOf } from '../certificates/own-certificates.ts';

/** Where a Controller keeps what it has, below its data folder. */
export interface ControllerFiles {
  readonly journal: string;
  /** The folder of keys and certificates. */
  readonly keys: string;
  /** The key that signs checkpoints of the audit chain. */
  readonly auditKey: string;
  /** The id of the Cockpit that this Controller has joined. */
  readonly cockpitId: string;
  /** A key with its certificate. */
  credential(kind: OwnKind): string;
}

/** Names the files; it touches none. */
export function controllerFiles(dataFolder: string): ControllerFiles {
  const keys = join(dataFolder, 'keys');
  return {
    journal: join(dataFolder, 'journal.db'),
    keys,
    auditKey: join(keys, 'audit.key'),
    cockpitId: join(keys, 'cockpit.id'),
    credential: (kind) => join(keys, `${purposeOf(kind)}.pem`),
  };
}
