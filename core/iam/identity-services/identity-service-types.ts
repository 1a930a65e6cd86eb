/** How a login may name a service of this type (semantics §1.1). */
export type Naming =
  /** Always: it takes no account and password, and is tried alone. */
  | 'always'
  /** Only while no service is required. */
  | 'whileNoneRequired'
  /** Never: it runs in its place among the others. */
  | 'never';

/** What holds for every service of a type. */
export interface IdentityServiceTypeTraits {
  /** Whether it verifies an account name and a password. */
  readonly takesPassword: boolean;
  readonly mayBeRequired: boolean;
  readonly naming: Naming;
  /** `account`: accounts and their roles are kept here. `groups`: the provider's groups are mapped to roles. */
  readonly rolesFrom: 'account' | 'groups';
  readonly mayBeSecondFactor: boolean;
  /** Whether its adapter is built in. Without one a service can be stored, disabled, and nobody logs in by it. */
  readonly hasAdapter: boolean;
}

const password = {
  takesPassword: true,
  mayBeRequired: true,
  naming: 'never',
  mayBeSecondFactor: false,
} as const;
const redirect = {
  takesPassword: false,
  mayBeRequired: false,
  naming: 'always',
  mayBeSecondFactor: false,
} as const;

/** The list of Identity Service types, by the names that the API uses. */
export const identityServiceTypes = {
  JOC: { ...password, rolesFrom: 'account', hasAdapter: true },
  LDAP: { ...password, rolesFrom: 'groups', hasAdapter: false },
  'LDAP-JOC': { ...password, rolesFrom: 'account', hasAdapter: false },
  OIDC: { ...redirect, rolesFrom: 'groups', hasAdapter: false },
  'OIDC-JOC': { ...redirect, rolesFrom: 'account', hasAdapter: false },
  KEYCLOAK: { ...password, rolesFrom: 'groups', hasAdapter: false },
  'KEYCLOAK-JOC': { ...password, rolesFrom: 'account', hasAdapter: false },
  CERTIFICATE: {
    takesPassword: false,
    mayBeRequired: true,
    naming: 'never',
    rolesFrom: 'account',
    mayBeSecondFactor: true,
    hasAdapter: false,
  },
  FIDO: {
    takesPassword: false,
    mayBeRequired: false,
    naming: 'whileNoneRequired',
    rolesFrom: 'account',
    mayBeSecondFactor: true,
    hasAdapter: false,
  },
} as const satisfies Record<string, IdentityServiceTypeTraits>;

/** The type of an Identity Service. */
export type IdentityServiceType = keyof typeof identityServiceTypes;

/** What holds for a type. */
export function traitsOf(type: IdentityServiceType): IdentityServiceTypeTraits {
  return identityServiceTypes[type];
}

/** Whether a text names a type. Names that every object has, such as `constructor`, name none. */
export function isIdentityServiceType(text: string): text is IdentityServiceType {
  return Object.hasOwn(identityServiceTypes, text);
}
