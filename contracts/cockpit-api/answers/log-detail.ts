import { z } from 'zod';

/** Whether something is written in detail, and until when: a moment in milliseconds since 1970; without one, for good. */
const detail = z.strictObject({ on: z.boolean(), untilMs: z.int().optional() });

/** What the Cockpit's log files hold in detail now. */
export const logDetail = z.strictObject({
  /** `cockpit-debug.log`: all lines, those of the level debug among them. */
  debug: detail,
  /** `authentication-debug.log`: each step of each login, and what each Identity Service answered. */
  authenticationDebug: detail,
});
