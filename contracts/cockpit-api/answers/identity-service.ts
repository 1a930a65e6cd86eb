import { z } from 'zod';
import { identityWarning } from './identity-warning.ts';
import { rowRights } from './row-rights.ts';

/** The types of Identity Services, as the API names them. */
export const identityServiceType = z.enum([
  'JOC',
  'LDAP',
  'LDAP-JOC',
  'OIDC',
  'OIDC-JOC',
  'KEYCLOAK',
  'KEYCLOAK-JOC',
  'CERTIFICATE',
  'FIDO',
]);

/** How many factors a login needs, as the API says it. */
export const authenticationScheme = z.enum(['SINGLE-FACTOR', 'TWO-FACTOR']);

/** An Identity Service as it is stored. */
export const identityServiceItem = z.strictObject({
  identityServiceType,
  identityServiceName: z.string(),
  serviceAuthenticationScheme: authenticationScheme,
  ordering: z.int(),
  disabled: z.boolean(),
  required: z.boolean(),
  secondFactor: z.boolean(),
  secondFactorIdentityServiceName: z.string().optional(),
  /** Our own fields. Whether somebody can log in by it at this moment, and if not, why. */
  usable: z.boolean(),
  unusableReason: z.string().optional(),
  /** How many accounts are kept here for it; absent where roles come from groups. */
  accountCount: z.int().optional(),
  roleCount: z.int(),
  /** `change`: whether it may be stored, renamed or deleted, also by what its roles give (semantics §2.8). */
  can: rowRights.optional(),
});

/** An Identity Service as it is stored. */
export type IdentityServiceItem = z.output<typeof identityServiceItem>;

/** An Identity Service after it was stored, with what should be known of it. */
export const storedIdentityService = identityServiceItem.extend({
  warnings: z.array(identityWarning).optional(),
});

/** What holds for every service of a type. Our own list, beside the bare names that JS7's clients read. */
export const identityServiceTypeItem = z.strictObject({
  identityServiceType,
  takesPassword: z.boolean(),
  mayBeRequired: z.boolean(),
  mayBeSecondFactor: z.boolean(),
  /** `account`: roles are assigned to accounts kept here. `groups`: the provider's groups are mapped to roles. */
  rolesFrom: z.enum(['account', 'groups']),
  /** Without one such a service can be stored, disabled, and nobody logs in by it. */
  hasAdapter: z.boolean(),
});
