import type { Json } from '@interlock/base';
import type { RoleName } from '../permissions/role-name.ts';
import type { IdentityServiceId } from './identity-service-id.ts';
import type { IdentityServiceType } from './identity-service-types.ts';

/** How many factors a login through a service needs. */
export type AuthenticationScheme = 'singleFactor' | 'twoFactor';

/** Who is in this group of the provider has these roles. Groups are compared exactly. */
export interface GroupRoles {
  readonly group: string;
  readonly roles: readonly RoleName[];
}

/** One configured way of proving identity, as it is stored. */
export interface IdentityServiceSettings {
  /** Made once at random; a renamed service keeps it, and with it its accounts. */
  readonly id: IdentityServiceId;
  /** Unique without regard to case. */
  readonly name: string;
  readonly type: IdentityServiceType;
  /** Services run in ascending order of this integer, ties by name (semantics §1.2). */
  readonly ordering: number;
  /** Whether each login by account and password has to be verified here (semantics §1.3). */
  readonly required: boolean;
  readonly disabled: boolean;
  readonly scheme: AuthenticationScheme;
  /** Whether it serves as a second factor alone, and so never runs first. */
  readonly secondFactor: boolean;
  /** The service that gives the second factor where `scheme` is `twoFactor`. */
  readonly secondFactorServiceId?: IdentityServiceId;
  /** Roles by group, for types whose roles come from groups. */
  readonly groupRoles: readonly GroupRoles[];
  /** What this type alone has, in the form that its adapter's schema says. Holds no secret in clear. */
  readonly details: Json;
}
