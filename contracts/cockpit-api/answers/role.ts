import { z } from 'zod';
import { rowRights } from './row-rights.ts';

/** A permission of a role. */
export const permissionEntry = z.strictObject({
  permissionPath: z.string(),
  excluded: z.boolean(),
  /** Our own field: false where the catalogue has no such name, so that the entry has no effect. */
  known: z.boolean(),
});

/** A folder of a role. */
export const folderEntry = z.strictObject({ folder: z.string(), recursive: z.boolean() });

/** A role as lists show it. */
export const roleItem = z.strictObject({
  identityServiceName: z.string(),
  roleName: z.string(),
  ordering: z.int().min(0),
  /** The Controllers that its entries name. */
  controllers: z.array(z.string()),
  /** Our own fields: how many permissions and folders it has in all scopes, and how many accounts have it. */
  permissionCount: z.int(),
  folderCount: z.int(),
  accountCount: z.int(),
  /** `change`: whether roles may be changed at all. `delete`: also by what this role gives (semantics §2.8). */
  can: rowRights.optional(),
});

/** A role with all that it holds. The entries in full are our own fields; `controllerId` is absent for the default scope. */
export const roleWhole = roleItem.extend({
  permissions: z.array(permissionEntry.extend({ controllerId: z.string().optional() })),
  folders: z.array(folderEntry.extend({ controllerId: z.string().optional() })),
});

/** A role with all that it holds. */
export type RoleWhole = z.output<typeof roleWhole>;
