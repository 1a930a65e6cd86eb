import { z } from 'zod';
import { timestamp } from './state-object.ts';

/** A session as lists show it. Its id names it and is no token. */
export const sessionItem = z.strictObject({
  id: z.string(),
  accountName: z.string(),
  /** Type and name, such as `JOC:JOC-INITIAL`. */
  identityService: z.string(),
  /** Milliseconds until it ends without further use. */
  timeout: z.int().min(0),
  /** Our own fields. `isOwn`: whether it is the session of this very call. */
  isOwn: z.boolean(),
  /** `cookie`: the Cockpit's page; `header`: a REST client. */
  transport: z.enum(['cookie', 'header']),
  address: z.string(),
  userAgent: z.string(),
  rememberMe: z.boolean(),
  startedAt: timestamp,
  lastUsedAt: timestamp,
  /** When it ends in any case. */
  endsAt: timestamp,
});

/** A session as lists show it. */
export type SessionItem = z.output<typeof sessionItem>;

/** The answer of a call that ends sessions. */
export const sessionsEnded = z.strictObject({
  ok: z.literal(true),
  /** Our own field: how many were ended. */
  ended: z.int(),
});
