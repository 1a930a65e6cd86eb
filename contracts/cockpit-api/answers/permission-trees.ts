import { z } from 'zod';

const flags = z.record(z.string(), z.union([z.boolean(), z.record(z.string(), z.boolean())]));
const tree = z.record(z.string(), z.union([z.boolean(), flags]));

/** What an account may do, as trees of truth values; all branches are always there. */
export const permissionTrees = z.strictObject({
  roles: z.array(z.string()),
  joc: tree,
  controllerDefaults: tree,
  controllers: z.record(z.string(), tree),
});
