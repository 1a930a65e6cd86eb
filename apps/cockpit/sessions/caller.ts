import type { AccessRights, RoleName, Session } from '@interlock/iam';
import type { DecisionNotes } from '../access/decision-trail.ts';

/** Who makes a call, and what he may do at this moment (semantics §2.10). */
export interface Caller {
  /** His session; for an API token what it stands for, under the token's id. */
  readonly session: Session;
  /** The API token by which he calls, in place of a session. */
  readonly apiToken?: { readonly id: string; readonly name: string };
  /** The key of the session's account. */
  readonly accountKey: string;
  readonly accountName: string;
  /** The Identity Service that proved the account. */
  readonly serviceName: string;
  readonly serviceType: string;
  readonly roles: readonly RoleName[];
  readonly rights: AccessRights;
  readonly mustChangePassword: boolean;
  /** Takes down what is decided about this call; absent where nobody calls: in streams, and at the set-up. */
  readonly decisions?: DecisionNotes;
}
