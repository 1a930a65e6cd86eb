import { roleEntriesMax } from '@interlock/iam';
import { z } from 'zod';
import { entryControllerId } from './role-fields.ts';

const controllerId = entryControllerId().min(1).optional();

/** How many roles and accounts one file may hold. */
const rolesMax = 2_000;
const accountsMax = 20_000;

/** A role in an exported file, with its permissions and folders in all scopes. */
const exportedRole = z.strictObject({
  roleName: z.string().max(255),
  ordering: z.int().min(0),
  permissions: z
    .array(z.strictObject({ permissionPath: z.string().max(255), excluded: z.boolean(), controllerId }))
    .max(roleEntriesMax),
  folders: z
    .array(z.strictObject({ folder: z.string().max(1024), recursive: z.boolean(), controllerId }))
    .max(roleEntriesMax),
});

/** An account in an exported file. It has no password: who is imported logs in when an administrator gave him one. */
const exportedAccount = z.strictObject({
  accountName: z.string().max(255),
  email: z.string().max(255).optional(),
  disabled: z.boolean(),
  forcePasswordChange: z.boolean(),
  roles: z.array(z.string().max(255)).max(1_000),
});

/** Accounts and roles of an Identity Service as a file. */
export const identityContent = z.strictObject({
  format: z.literal('interlock-identity'),
  version: z.literal(1),
  /** Where they come from; they may be imported into another service. */
  identityServiceName: z.string().max(255),
  roles: z.array(exportedRole).max(rolesMax),
  accounts: z.array(exportedAccount).max(accountsMax),
});

/** Accounts and roles of an Identity Service as a file. */
export type IdentityContent = z.output<typeof identityContent>;
