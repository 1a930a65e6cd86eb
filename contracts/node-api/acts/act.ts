import type { AuditEventName } from '@interlock/audit';
import type { Permission } from '@interlock/iam';
import type { z } from 'zod';

/** One thing that a Cockpit asks of a Controller: `POST /controller/api/<act>`. */
export interface Act<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  /** The body, strict: an unknown field is refused by name. */
  readonly request: Request;
  /** The body of the answer with status 200. */
  readonly response: Response;
  /**
   * What the token's `perm` must be, one of these (semantics §4.4). More than one stand here only where the targets'
   * state decides which; the Controller looks it up. Empty: the Cockpit acts for itself, and `perm` must be absent.
   */
  readonly permissions: readonly Permission[];
  /** Whether the token's folders must cover the folder of each target. */
  readonly hasFolder: boolean;
  /** What the Controller's audit chain calls it; absent for what changes nothing. */
  readonly auditEvent?: AuditEventName;
}

/** Keeps the schemas' own types. */
export function act<Request extends z.ZodType, Response extends z.ZodType>(
  definition: Act<Request, Response>,
): Act<Request, Response> {
  return definition;
}
