import { z } from 'zod';

/** The longest name of a permission, a Controller, an account or a service that is read, in characters. */
const nameMax = 255;

/** A name, as a strict call reads it. */
export const accessName = z.string().min(1).max(nameMax);

/** What a role grants or denies. */
export const permissionEntry = z.strictObject({
  /** A leaf of the catalogue, or a node above leaves. */
  permission: accessName,
  /** Whether it denies. */
  excluded: z.boolean().optional(),
  /** The one Controller it holds for; absent: all. */
  controllerId: accessName.optional(),
});

/** A folder to which the grants of a role are limited. */
export const folderEntry = z.strictObject({
  folder: z.string().min(1).max(1024),
  /** Whether all folders below are covered too. */
  recursive: z.boolean().optional(),
  /** The one Controller it holds for; absent: all others. */
  controllerId: accessName.optional(),
});

/** Names a role among those of all services. */
export const roleRef = z.strictObject({ identityServiceName: z.string(), name: z.string() });

/** Whether an account could log in at present. */
export const accountState = z.enum(['active', 'disabled', 'blocked', 'serviceDisabled']);
