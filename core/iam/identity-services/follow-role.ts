import { type RoleName, roleNameKey } from '../permissions/role-name.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';

/**
 * The settings after a role was renamed or, without a new name, deleted: groups that were mapped to it follow, so that
 * nobody gets a later role of the old name.
 *
 * @returns the same object where no group is mapped to it.
 */
export function withRoleFollowed(
  settings: IdentityServiceSettings,
  role: RoleName,
  next?: RoleName,
): IdentityServiceSettings {
  const isMeant = (name: RoleName) => roleNameKey(name) === roleNameKey(role);
  if (!settings.groupRoles.some(({ roles }) => roles.some(isMeant))) return settings;
  const groupRoles = settings.groupRoles.map(({ group, roles }) => ({
    group,
    roles: [...new Set(roles.flatMap((name) => (isMeant(name) ? (next ?? []) : name)))],
  }));
  return { ...settings, groupRoles };
}
