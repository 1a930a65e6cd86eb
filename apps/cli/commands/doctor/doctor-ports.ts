import type { Result } from '@interlock/base';
import type { NeededAddress } from '../../up/preflight.ts';
import type { ProgramName } from '../../up/program.ts';

/** What `interlock doctor` looks at; nothing of it is changed by looking. */
export interface DoctorPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly runtime: DoctorRuntime;
  readonly nowMs: number;
  readonly dataFolder: string;
  /** The settings of all programs, or every problem in them. */
  readonly settings: () => Result<DoctorSettings, readonly string[]>;
  readonly inspectDatabase: (path: string, program: ProgramName) => DatabaseFacts;
  readonly readCertificate: (file: string) => Promise<Result<CertificateFacts | undefined>>;
  readonly machine: MachinePorts;
}

/** On what this runs, and as whom. */
export interface DoctorRuntime {
  readonly nodeVersion: string;
  readonly platform: string;
  readonly arch: string;
  readonly userName: string;
  /** Undefined where users have no numbers. */
  readonly uid: number | undefined;
}

/** What the settings say. */
export interface DoctorSettings {
  readonly addresses: readonly NeededAddress[];
  readonly sealingKeyFile: string;
  readonly witnessFiles: Readonly<Record<ProgramName, string>>;
}

/** A database as it stands. */
export interface DatabaseFacts {
  /** What stands there, or why it can not be opened. */
  readonly state: Result<'absent' | 'older' | 'current'>;
  /** Says which process has it open, if one has. */
  readonly inUse?: string;
  /** When the newest audit record in it was written, by its own word, in milliseconds since 1970. */
  readonly newestRecordAtMs?: number;
}

/** A certificate that belongs to a key. */
export interface CertificateFacts {
  readonly expiresAtMs: number;
  /** Whether a third of its life or less is left. */
  readonly isDue: boolean;
}

/** A file or a folder. */
export interface FileFacts {
  readonly isFolder: boolean;
  /** The permission bits. */
  readonly mode: number;
  readonly uid: number;
  /** The medium on which it stands. */
  readonly device: number;
}

/** Who holds a port. */
export type PortFacts =
  | { readonly kind: 'free' }
  /** The holder is not told where it belongs to another user. */
  | { readonly kind: 'held'; readonly pid?: number; readonly command?: string }
  | { readonly kind: 'unbindable'; readonly code: string };

/** The machine. */
export interface MachinePorts {
  /** Undefined where there is nothing, or nothing that this user may see. */
  readonly fileFacts: (path: string) => FileFacts | undefined;
  /** The files below a folder, without those of its own folders; none where it is absent. */
  readonly filesIn: (folder: string) => readonly string[];
  /** Why a folder can not be used or made; undefined where nothing forbids it. */
  readonly folderFault: (folder: string) => string | undefined;
  readonly portFacts: (host: string, port: number) => Promise<PortFacts>;
  readonly isCgroupWritable: () => boolean;
  /** Whether the Cockpit's pages are built. */
  readonly hasPages: () => boolean;
}
