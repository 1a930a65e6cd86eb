import type { FolderPath } from '@interlock/base';
import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import type { RoleName } from './role-name.ts';

/** How many permissions a role has at most, and how many folders: every decision about its holders goes through them. */
export const roleEntriesMax = 10_000;

/** What a role grants or denies. */
export interface PermissionEntry {
  /** A leaf of the catalogue or an inner node such as `sos:products:joc`; another name has no effect (semantics §2.1). */
  readonly permission: string;
  /** Whether it denies. A denial beats any grant. */
  readonly excluded: boolean;
  /** The one Controller it holds for; absent: all. */
  readonly controllerId?: string;
}

/** A folder to which the grants of a role are limited. A role without any holds everywhere (semantics §2.6). */
export interface FolderEntry {
  readonly folder: FolderPath;
  /** Whether all folders below are covered too. */
  readonly recursive: boolean;
  /** The one Controller it holds for, where such entries replace the general ones; absent: all others. */
  readonly controllerId?: string;
}

/** A role, which belongs to one Identity Service. */
export interface Role {
  readonly serviceId: IdentityServiceId;
  /** Unique in its service without regard to case. */
  readonly name: RoleName;
  /** Orders roles for display alone. */
  readonly ordering: number;
  readonly permissions: readonly PermissionEntry[];
  readonly folders: readonly FolderEntry[];
}
