import type { AccessRights, RoleName, Session } from '@interlock/iam';

/** Who makes a call, and what he may do at this moment (semantics §2.10). */
export interface Caller {
  readonly session: Session;
  /** The key of the session's account. */
  readonly accountKey: string;
  readonly accountName: string;
  /** The Identity Service that proved the account. */
  readonly serviceName: string;
  readonly serviceType: string;
  readonly roles: readonly RoleName[];
  readonly rights: AccessRights;
  readonly mustChangePassword: boolean;
}
