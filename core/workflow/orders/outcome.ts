import type { NamedValues } from '../format/value.ts';

/** How a step, an instruction or an order came out. */
export type Outcome =
  | { readonly kind: 'succeeded'; readonly returnCode?: number; readonly values?: NamedValues }
  | Failure;

/** An outcome that is no success. */
export interface Failure {
  /**
   * failed: the job or a Fail instruction says so, or something could not be evaluated; timedOut: the job's timeout
   * came; killed: by a person, or with its Agent; lost: nobody knows what became of it (semantics §5.3).
   */
  readonly kind: 'failed' | 'timedOut' | 'killed' | 'lost';
  /** For people; holds no secret. */
  readonly message?: string;
  readonly returnCode?: number;
  /** The signal that ended the process, such as `SIGKILL`. */
  readonly signal?: string;
  readonly values?: NamedValues;
  /** Whether no Try catches it. A lost step and one killed by a person are never caught, whatever stands here. */
  readonly uncatchable?: boolean;
}
