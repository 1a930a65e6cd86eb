import { z } from 'zod';
import { done } from './done.ts';

/** What somebody should know of a change of roles or Identity Services that was made all the same. Our own field. */
export const identityWarning = z.strictObject({
  kind: z.enum([
    /** The role has no folder left there, so that it holds everywhere (semantics §2.6). */
    'roleWidened',
    /** A stored name that no permission has, without effect. */
    'unknownPermission',
    /** Who logs in by some service passes by the required ones (semantics §1.1). */
    'passesByRequired',
    /** While this service is required, accounts of others can not log in alone. */
    'silencesOptional',
    /** The type has no adapter yet, so the service was stored disabled. */
    'storedDisabled',
  ]),
  /** One sentence for a person. */
  message: z.string(),
});

/** What somebody should know of a change that was made. */
export type IdentityWarning = z.output<typeof identityWarning>;

/** The answer of a change that was made, with what should be known of it. */
export const doneWithWarnings = done.extend({ warnings: z.array(identityWarning).optional() });
