import { z } from 'zod';
import { timestamp } from './state-object.ts';

/** A folder to which an API token is limited. */
export const tokenFolder = z.strictObject({
  folder: z.string().max(1024),
  recursive: z.boolean(),
  /** The one Controller it holds for, where such entries replace the general ones; absent: all others. */
  controllerId: z.string().min(1).max(255).optional(),
});

/** An API token as lists show it: everything but its value. */
export const apiToken = z.strictObject({
  id: z.string(),
  name: z.string(),
  accountName: z.string(),
  identityServiceName: z.string(),
  /** Who made it. */
  createdBy: z.string(),
  createdAt: timestamp,
  endsAt: timestamp,
  /** Exact to a minute; absent: not used yet. */
  lastUsedAt: timestamp.optional(),
  hasEnded: z.boolean(),
  /** The permissions to which it is limited; absent: all that its account holds. */
  permissions: z.array(z.string()).optional(),
  /** The folders to which it is limited; absent: all that its account may enter. */
  folders: z.array(tokenFolder).optional(),
});

/** An API token as lists show it. */
export type ApiTokenAnswer = z.output<typeof apiToken>;
