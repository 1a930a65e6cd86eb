import type { ProgramReport } from '@interlock/base';

/** The programs that `up` starts, in the order in which they are told to begin. */
export const programNames = ['cockpit', 'controller', 'agent'] as const;

/** A program that `up` starts. */
export type ProgramName = (typeof programNames)[number];

/** What happened to a program. */
export type ProgramEvent =
  | { readonly kind: 'report'; readonly program: ProgramName; readonly report: ProgramReport }
  | {
      readonly kind: 'ended';
      readonly program: ProgramName;
      readonly code: number | null;
      readonly signal: string | null;
      /** The line of its stderr that says most, where it wrote one. */
      readonly lastWords?: string;
      /** Whether the supervisor starts it again. */
      readonly isStartedAgain?: boolean;
      /** Why it ended, by its own word. */
      readonly fault?: string;
    };
