import { z } from 'zod';

/** Who the caller is and what became of the login: the answer of login and logout, and the body of 401, 403 and 440. */
export const security = z.strictObject({
  account: z.string().optional(),
  accessToken: z.string().optional(),
  role: z.string().optional(),
  hasRole: z.boolean(),
  isAuthenticated: z.boolean(),
  isPermitted: z.boolean(),
  identityService: z.string().optional(),
  /** Milliseconds. */
  sessionTimeout: z.int().optional(),
  enableTouch: z.boolean().optional(),
  forcePasswordChange: z.boolean().optional(),
  callerIpAddress: z.string().optional(),
  callerHostName: z.string().optional(),
  isApprover: z.boolean().optional(),
  isApprovalRequestor: z.boolean().optional(),
  message: z.string(),
  /** Names the refusal in the log and the audit trail. */
  reference: z.string().optional(),
});

/** Who the caller is and what became of the login. */
export type Security = z.output<typeof security>;
