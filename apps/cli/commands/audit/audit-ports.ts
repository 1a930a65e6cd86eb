import type { AuditWriter, SignedStatement, VerifyStatement } from '@interlock/audit';
import type { Result, Sha256 } from '@interlock/base';

/** Where a program keeps what its audit chain is verified from. */
export interface AuditPlace {
  readonly role: AuditWriter['role'];
  readonly database: string;
  /** Its private key, which its public one is read from. */
  readonly keyFile: string;
  readonly witnessFile: string;
}

/** The key of a writer, as an auditor keeps it. */
export interface AuditKey {
  readonly writer: AuditWriter;
  /** PEM. */
  readonly publicKey: string;
}

/** A chain in a database, to be read once. */
export interface AuditChain {
  readonly writer: AuditWriter;
  lines(): Iterable<string>;
  /** A record that a search by its columns would miss; known after the lines were read. */
  misfiled(): number | undefined;
  close(): void;
}

/** What the commands on the audit trail need of the adapters. */
export interface AuditPorts {
  /** The places in a data folder (default: the one that the settings name), or what is wrong with the settings. */
  readonly placesIn: (dataFolder?: string) => Result<readonly AuditPlace[], readonly string[]>;
  /** Undefined where there is no database. */
  readonly readChain: (database: string, role: AuditWriter['role']) => Result<AuditChain | undefined>;
  readonly readWitness: (file: string) => Promise<{
    readonly statements: readonly SignedStatement[];
    readonly unreadableLines: readonly number[];
  }>;
  /** The public half of a key; undefined where there is no such file. */
  readonly readPublicKey: (
    keyFile: string,
  ) => Promise<Result<{ readonly keyId: string; readonly publicKey: string } | undefined>>;
  readonly parseKeys: (text: string) => Result<readonly AuditKey[]>;
  readonly keysText: (keys: readonly AuditKey[]) => string;
  readonly verifier: (keys: readonly AuditKey[]) => VerifyStatement;
  readonly sha256: Sha256;
}
