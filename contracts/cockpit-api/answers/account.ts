import { z } from 'zod';
import { timestamp } from './state-object.ts';

/** An account as `/iam/account` and `/iam/accounts` show it. It never holds a password. */
export const account = z.strictObject({
  identityServiceName: z.string(),
  accountName: z.string(),
  email: z.string().optional(),
  /** Whether the owner has to change the password before anything else. */
  forcePasswordChange: z.boolean(),
  disabled: z.boolean(),
  /** Whether its name stands on the blocklist. */
  blocked: z.boolean(),
  roles: z.array(z.string()),
  /** Our own fields: whether a password is kept here for it. Without one nobody can log in by password. */
  hasPassword: z.boolean(),
  /** When it last logged in; absent: never since this is noted. */
  lastLogin: timestamp.optional(),
  created: timestamp,
});

/** An account as an answer shows it. */
export type AccountAnswer = z.output<typeof account>;
