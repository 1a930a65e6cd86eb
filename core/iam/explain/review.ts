import { type AccessRights, compileAccessRights } from '../permissions/access-rights.ts';
import type { AuthorizationRequest } from '../permissions/decision.ts';
import { type Permission, permissions } from '../permissions/permission-catalog.ts';
import type { Role } from '../permissions/role.ts';
import type { RoleName } from '../permissions/role-name.ts';
import { decideAnywhere } from './decide-anywhere.ts';
import type { DecisionRecord } from './decision-record.ts';
import { rightsOfSubjects, roleKey, type Subject } from './subject.ts';

/** What a review of access says of one account. */
export interface ReviewedAccess {
  readonly subject: Subject;
  readonly lastUsedMs?: number;
  readonly roles: readonly ReviewedRole[];
  /** Permissions that it holds somewhere and that no record shows in use. */
  readonly unused: readonly Permission[];
}

/** One role of an account. */
export interface ReviewedRole {
  readonly name: RoleName;
  readonly exists: boolean;
  /** When something was last allowed that this role grants by itself, at the place that was asked for. */
  readonly lastUsedMs?: number;
}

/**
 * Holds what accounts have against what was allowed to them.
 *
 * @returns a function from an account and its own records to what a review says of it.
 */
export function accessReviewer(
  roles: readonly Role[],
  controllerIds: readonly string[],
): (subject: Subject, records: readonly DecisionRecord[]) => ReviewedAccess {
  const rightsOf = rightsOfSubjects(roles);
  const byKey = new Map(
    roles.map((role) => [roleKey(role.serviceId, role.name), compileAccessRights([role])]),
  );
  const allows = (rights: AccessRights, request: AuthorizationRequest) =>
    decideAnywhere(rights, request, controllerIds).allowed;
  return (subject, records) => {
    const used = records.filter(({ allowed }) => allowed);
    const names = new Set(used.map(({ permission }) => permission));
    const rights = rightsOf(subject);
    return {
      subject,
      ...latest(used),
      roles: subject.roleNames.map((name) => {
        const alone = byKey.get(roleKey(subject.service.id, name));
        if (alone === undefined) return { name, exists: false };
        return { name, exists: true, ...latest(used.filter((record) => allows(alone, record))) };
      }),
      unused: permissions.filter((permission) => !names.has(permission) && allows(rights, { permission })),
    };
  };
}

function latest(records: readonly DecisionRecord[]): { readonly lastUsedMs?: number } {
  if (records.length === 0) return {};
  return { lastUsedMs: records.reduce((last, { lastAtMs }) => Math.max(last, lastAtMs), 0) };
}
