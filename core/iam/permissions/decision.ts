import type { FolderPath } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { FolderEntry, PermissionEntry } from './role.ts';
import type { RoleName } from './role-name.ts';

/** What is asked of a decision. */
export interface AuthorizationRequest {
  /** A leaf of the catalogue. Anything else is refused. */
  readonly permission: string;
  /**
   * The Controller, for Controller permissions and for the folders of Cockpit permissions.
   * {@link allControllers} asks for what holds wherever no entry names a Controller.
   */
  readonly controllerId?: string;
  /** The folder, for permissions that have one (semantics §2.3); ignored for others. */
  readonly folder?: FolderPath;
}

/** Stands for the Controllers that no entry names. It is no name that a Controller could have. */
export const allControllers = '*';

/** Names a role among those of all services. */
export interface RoleRef {
  readonly serviceId: IdentityServiceId;
  readonly name: RoleName;
}

/** The entry of a role that decided. */
export interface DecidingEntry {
  readonly role: RoleRef;
  readonly entry: PermissionEntry;
}

/** A role that grants, with the folders to which that is limited. */
export interface LimitedGrant extends DecidingEntry {
  readonly folders: readonly FolderEntry[];
}

/** Why something is allowed: the role, its entry and, where it is limited, the folder entry that covers. */
export interface GrantedBecause extends DecidingEntry {
  readonly kind: 'granted';
  /** Absent: the role holds everywhere, or the permission has no folder. */
  readonly folder?: FolderEntry;
}

/** Why something is refused. */
export type RefusedBecause =
  /** These entries deny it; any one suffices. */
  | { readonly kind: 'denied'; readonly entries: readonly DecidingEntry[] }
  /** No role grants it here. */
  | { readonly kind: 'notGranted' }
  /** Roles grant it, and none of their folders covers the one asked. */
  | { readonly kind: 'folderNotCovered'; readonly grants: readonly LimitedGrant[] }
  /** The account holds it; the API token by which it is used is limited to other permissions or folders. */
  | { readonly kind: 'tokenLimited'; readonly account: GrantedBecause }
  /** It has a folder and was asked without one (semantics §2.7). */
  | { readonly kind: 'folderMissing' }
  /** It is a Controller permission and was asked without a Controller. */
  | { readonly kind: 'controllerMissing' }
  /** The catalogue has no such leaf. */
  | { readonly kind: 'unknownPermission' };

/** One step of the smallest change that turns a refusal. */
export type RightsChange =
  | { readonly kind: 'removeDenial'; readonly role: RoleRef; readonly entry: PermissionEntry }
  | { readonly kind: 'addGrant'; readonly role: RoleRef; readonly entry: PermissionEntry }
  | { readonly kind: 'addFolder'; readonly role: RoleRef; readonly folder: FolderEntry }
  /** No role of the account can be widened alone: it needs one more role, with this entry. */
  | { readonly kind: 'assignRole'; readonly entry: PermissionEntry }
  /** The limit of the API token stands in the way: it needs a token with a wider one. */
  | { readonly kind: 'otherToken' };

/** The decision, with its reason in full. */
export type Decision =
  | { readonly allowed: true; readonly because: GrantedBecause }
  | {
      readonly allowed: false;
      readonly because: RefusedBecause;
      /** All of these together would turn it; empty where the request itself is at fault. */
      readonly needs: readonly RightsChange[];
    };
