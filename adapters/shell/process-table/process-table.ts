/** One process as the system's table shows it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  /** The session, or the process group where the system tells no session. */
  readonly sessionId: number;
  /** Opaque text, equal for the same process only; see {@link ProcessTable.mayFollow}. */
  readonly startTime: string;
  /** It is dead, and only its parent has not yet asked for its exit code. */
  readonly isZombie: boolean;
}

/** Signs by which a process is told to belong to a step, besides kinship. */
export interface ProcessSigns {
  /** The values of INTERLOCK_JOB in the environment with which its program was started. */
  readonly markers: readonly string[];
  /** Where its stdout and stderr lead. */
  readonly outputs: readonly string[];
}

/** What the system tells of its processes. One file per system fulfils it. */
export interface ProcessTable {
  /** Names this boot of the machine. */
  bootId(): string;
  /** All processes, read now. */
  list(): readonly ProcessEntry[];
  /** One process, read now. */
  find(pid: number): ProcessEntry | undefined;
  /** Whether the process may have been started by one that was started at `startTime`; unsure counts as yes. */
  mayFollow(entry: ProcessEntry, startTime: string): boolean;
  /** The signs of a process of the last list. What may not be read shows none. */
  signsOf(entry: ProcessEntry): ProcessSigns;
}
