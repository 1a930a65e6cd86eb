import type { IdentityServiceId } from '../identity-services/identity-service-id.ts';
import { foldersAt } from '../permissions/access-rights.ts';
import type { Role } from '../permissions/role.ts';
import { type RoleName, roleNameKey } from '../permissions/role-name.ts';
import { type AccessPicture, roleKey, type Subject } from './subject.ts';

/** A change of roles that is tried before it is made. */
export type ChangeDraft =
  /** Stores a role: a new one, or in place of the one with its name. */
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'removedRole'; readonly serviceId: IdentityServiceId; readonly name: RoleName }
  /** Gives an account these roles in place of its present ones. */
  | {
      readonly kind: 'assignment';
      readonly serviceId: IdentityServiceId;
      readonly accountName: string;
      readonly roles: readonly RoleName[];
    };

/** The picture as it would be after the change. */
export function applyDraft({ subjects, roles }: AccessPicture, draft: ChangeDraft): AccessPicture {
  switch (draft.kind) {
    case 'role': {
      const { serviceId, name } = draft.role;
      return { subjects, roles: [...without(roles, serviceId, name), draft.role] };
    }
    case 'removedRole':
      return { subjects, roles: without(roles, draft.serviceId, draft.name) };
    case 'assignment':
      return { subjects: subjects.map((subject) => assigned(subject, draft)), roles };
  }
}

/**
 * Where a role would hold everywhere after a change though it was limited to folders before (semantics §2.6).
 *
 * @returns the ids of the Controllers, the empty id for all that have no folders of their own.
 */
export function widenedAt(before: Role | undefined, after: Role): readonly string[] {
  const limited = new Set((before?.folders ?? []).map(({ controllerId }) => controllerId ?? ''));
  return [...limited].filter((controllerId) => foldersAt(after, controllerId).length === 0);
}

/** The role that a draft puts something else in place of; undefined where there is none. */
export function roleBefore(roles: readonly Role[], serviceId: string, name: RoleName): Role | undefined {
  return roles.find((role) => roleKey(role.serviceId, role.name) === roleKey(serviceId, name));
}

function without(roles: readonly Role[], serviceId: string, name: RoleName): readonly Role[] {
  return roles.filter((role) => roleKey(role.serviceId, role.name) !== roleKey(serviceId, name));
}

function assigned(subject: Subject, draft: Extract<ChangeDraft, { readonly kind: 'assignment' }>): Subject {
  const isMeant =
    subject.kind === 'account' &&
    subject.service.id === draft.serviceId &&
    subject.name === draft.accountName;
  return isMeant ? { ...subject, roleNames: draft.roles } : subject;
}

/** The names of a list that no role has. */
export function namesWithoutRole(
  roles: readonly Role[],
  serviceId: string,
  names: readonly RoleName[],
): readonly RoleName[] {
  const known = new Set(
    roles.filter((role) => role.serviceId === serviceId).map(({ name }) => roleNameKey(name)),
  );
  return names.filter((name) => !known.has(roleNameKey(name)));
}
