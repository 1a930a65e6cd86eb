/** What the command line's exit codes mean. They are fixed: scripts rely on them. */
export const exitCodes = {
  /** Done. */
  done: 0,
  /** It failed: the order failed, the chain is not whole, the program ended with a fault. */
  failed: 1,
  /** The command was not understood: unknown option, missing argument. */
  usage: 2,
  /** What was asked for is not there. */
  notFound: 3,
  /** Refused: not logged in, wrong password, or a permission is missing. */
  refused: 4,
  /** The Cockpit can not be reached. */
  unreachable: 5,
  /** This Node can not run Interlock. */
  wrongNode: 78,
} as const;

/** One of the fixed exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
