import type { ProcessEnd, ProcessIdentity } from '@interlock/workflow';

/** What the Agent tells its launcher, one JSON text per line. */
export type LauncherCommand =
  /** Make so many FIFOs. */
  | { readonly kind: 'makeFifos'; readonly count: number }
  | LaunchCommand
  /** End a tree: at once, or by TERM and after `graceMs` by KILL. */
  | { readonly kind: 'kill'; readonly stepId: string; readonly graceMs?: number }
  /** The end of the step is known elsewhere and need not be kept. */
  | { readonly kind: 'forget'; readonly stepId: string }
  /** Kill what lives of trees that another launcher started. */
  | { readonly kind: 'sweep'; readonly requestId: number; readonly trees: readonly LeftTree[] };

/** Start a script. */
export interface LaunchCommand {
  readonly kind: 'launch';
  readonly stepId: string;
  readonly marker: string;
  /** Absolute; holds the script and is the working directory. */
  readonly folder: string;
  readonly script: string;
  /** Whether the script names its own interpreter in a first line `#!…`; otherwise `/bin/sh` reads it. */
  readonly hasInterpreter: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** FIFOs whose read ends the Agent has open. */
  readonly stdout: string;
  readonly stderr: string;
}

/** A tree of an earlier launcher. */
export interface LeftTree {
  readonly marker: string;
  readonly folder: string;
  readonly main?: ProcessIdentity;
}

/** What the launcher tells its Agent, one JSON text per line. */
export type LauncherReport =
  | { readonly kind: 'fifosMade'; readonly paths: readonly string[] }
  | { readonly kind: 'launched'; readonly stepId: string; readonly identity: ProcessIdentity }
  | { readonly kind: 'notLaunched'; readonly stepId: string; readonly message: string }
  | ({ readonly kind: 'ended' } & KeptEnd)
  | { readonly kind: 'swept'; readonly requestId: number; readonly killedCount: number };

/** The end of a step as the launcher keeps it until it is told to forget it. */
export interface KeptEnd {
  readonly stepId: string;
  readonly end: Exclude<ProcessEnd, { readonly kind: 'lost' }>;
}

/** The longest line between the two, in bytes; an environment of a megabyte fits, even where JSON has to escape it. */
export const lineBytesMax = 8 * 1024 * 1024;
