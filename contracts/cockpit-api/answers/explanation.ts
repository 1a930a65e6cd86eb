import { z } from 'zod';
import { folderEntry, permissionEntry, roleRef } from './access-entry.ts';

/** One step of the way from the account to the answer, in the order in which they are read. */
export const explanationStep = z.strictObject({
  kind: z.enum(['account', 'roles', 'grant', 'denial', 'folder', 'result']),
  /** A sentence for a person. */
  text: z.string(),
  role: roleRef.optional(),
  entry: permissionEntry.optional(),
  folder: folderEntry.optional(),
});

/** One step of the smallest change that would turn a refusal; all of them together turn it. */
export const rightsChange = z.strictObject({
  kind: z.enum(['removeDenial', 'addGrant', 'addFolder', 'assignRole', 'otherToken']),
  text: z.string(),
  /** Absent where one more role is needed, or an API token with a wider limit. */
  role: roleRef.optional(),
  entry: permissionEntry.optional(),
  folder: folderEntry.optional(),
});

/** Why somebody may or may not do something. */
export const explanation = {
  allowed: z.boolean(),
  /** The reason in words, the same as that of /interlock/can. */
  reason: z.string(),
  steps: z.array(explanationStep),
  /** The smallest change that would turn a refusal; empty where it is allowed, and where the question is at fault. */
  needs: z.array(rightsChange),
} as const;
