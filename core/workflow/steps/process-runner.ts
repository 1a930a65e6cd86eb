import type { Problem, Result } from '@interlock/base';

/**
 * Runs scripts as processes of the operating system and ends their whole trees. It knows no orders.
 * Fulfilled by `@interlock/shell`; the Agent is its only user.
 */
export interface ProcessRunner {
  /** Starts a script. Resolves when the process runs, or when it is known that it does not. */
  start(request: ProcessStart): Promise<ProcessStartResult>;
  /**
   * Ends what an earlier Agent left behind: kills what lives of each tree and tells what is known of its end.
   * Called once, before the first start; everything of steps that are not named here is removed.
   *
   * @returns one entry per step asked for, by step id.
   */
  recover(left: readonly LeftProcess[]): Promise<ReadonlyMap<string, RecoveredProcess>>;
  /** Removes what is kept of an ended step: its folder, its exit code. Harmless where nothing is kept. */
  forget(stepId: string): Promise<void>;
  /** Kills every tree that still runs and ends the launcher. */
  close(): Promise<void>;
}

/** What is to be run, and as what. */
export interface ProcessStart {
  /** 16 to 64 characters of base64url; names the folder of the step. */
  readonly stepId: string;
  /** 128 random bits as text, put into the environment as INTERLOCK_JOB, by which the tree is found. */
  readonly marker: string;
  /** The text of a shell script. It reaches the shell as a file, never on a command line. */
  readonly script: string;
  /** The job's own variables. PATH, HOME and LANG may be replaced, INTERLOCK_JOB and JS7_RETURN_VALUES may not. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many bytes of output are kept, stdout and stderr together; the rest is read, counted and dropped. */
  readonly outputBytesMax: number;
}

/**
 * What became of a start. `refused`: nothing was started, because of `InvalidArguments` (an environment that no
 * process can have) or `Internal` (the system refuses). `lost`: the launcher died over it; what ran is killed.
 */
export type ProcessStartResult =
  | { readonly kind: 'running'; readonly process: RunningProcess }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'lost' };

/** A process beyond doubt (semantics §5.5): a pid comes back, these three together do not. */
export interface ProcessIdentity {
  readonly bootId: string;
  readonly pid: number;
  /** As the system tells it, compared as text; its unit differs between systems. */
  readonly startTime: string;
}

/** A process that was started here. */
export interface RunningProcess {
  readonly identity: ProcessIdentity;
  /** What it writes, in order. A reader who waits makes the process wait. To be read once, to the end. */
  readonly stdout: AsyncIterable<OutputPiece>;
  readonly stderr: AsyncIterable<OutputPiece>;
  /** Bytes of output dropped so far, beyond the limit. */
  droppedBytes(): number;
  /** Resolves when the process has ended and what was left of its tree is dead. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Ends the whole tree; may be called again to be harsher. Does nothing once the process has ended. */
  kill(manner: KillManner): void;
  /** The values that the script wrote to the file named by JS7_RETURN_VALUES; to be read after the end. */
  returnValues(): Promise<Result<ReturnValues>>;
}

/** A piece of one output stream as text; what is no UTF-8 is replaced by U+FFFD. */
export interface OutputPiece {
  /** Bytes in UTF-8 of the pieces of this stream before this one. */
  readonly offset: number;
  /** At most 64 Ki UTF-16 code units, cut between characters. */
  readonly text: string;
}

/** How a process ended. `lost`: its launcher died, so nobody will ever know. */
export type ProcessEnd =
  | { readonly kind: 'exited'; readonly returnCode: number; readonly atMs: number }
  | { readonly kind: 'signaled'; readonly signal: string; readonly atMs: number }
  | { readonly kind: 'lost' };

/** At once by KILL, or TERM to the tree and KILL after the grace time. */
export type KillManner =
  | { readonly kind: 'immediately' }
  | { readonly kind: 'gracefully'; readonly graceMs: number };

/** Values by name, as a script returned them. */
export type ReturnValues = Readonly<Record<string, string>>;

/** A step of an earlier Agent, as far as its journal knows it. */
export interface LeftProcess {
  readonly stepId: string;
  readonly marker: string;
  /** Absent where the Agent died before it was told. */
  readonly identity?: ProcessIdentity;
}

/** What became of a step of an earlier Agent. */
export interface RecoveredProcess {
  /** How it ended, where the launcher could keep that; `lost` otherwise. */
  readonly end: ProcessEnd;
  readonly returnValues: Result<ReturnValues>;
  /** How many processes had to be killed. */
  readonly killedCount: number;
}
