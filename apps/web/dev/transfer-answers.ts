import type { Answers } from './answer.ts';
import { rolesOf } from './rights-lookup.ts';
import type { World } from './world.ts';

/** Export and import of accounts and roles. */
export function transferAnswers(world: World): Answers {
  return {
    'iam.export': ({ identityServiceName, accounts, roles }) => ({
      content: {
        format: 'interlock-identity',
        version: 1,
        identityServiceName,
        roles: rolesOf(world, identityServiceName)
          .filter(({ roleName }) => roles?.includes(roleName) ?? true)
          .map(({ roleName, ordering, permissions, folders }) => ({
            roleName,
            ordering,
            permissions: permissions.map(({ permission, ...entry }) => ({
              permissionPath: permission,
              ...entry,
            })),
            folders: folders.map((entry) => ({ ...entry })),
          })),
        accounts: world.people.accounts
          .filter(({ accountName }) => accounts?.includes(accountName) ?? true)
          .map(({ accountName, email, disabled, forcePasswordChange, roles: given }) => ({
            accountName,
            ...(email === undefined ? {} : { email }),
            disabled,
            forcePasswordChange,
            roles: [...given],
          })),
      },
    }),
    'iam.import': ({ identityServiceName, content, dryRun }) => {
      const known = rolesOf(world, identityServiceName);
      const items = [
        ...content.roles.map(({ roleName, permissions }) => {
          const before = known.find((role) => role.roleName === roleName);
          if (roleName === 'all')
            return {
              kind: 'role' as const,
              name: roleName,
              action: 'refuse' as const,
              reason: 'This concerns the permission sos:products, which the account itself does not hold.',
            };
          if (before === undefined)
            return { kind: 'role' as const, name: roleName, action: 'create' as const };
          const isSame = before.permissions.length === permissions.length;
          return isSame
            ? { kind: 'role' as const, name: roleName, action: 'none' as const }
            : { kind: 'role' as const, name: roleName, action: 'change' as const, changes: ['permissions'] };
        }),
        ...content.accounts.map(({ accountName }) => ({
          kind: 'account' as const,
          name: accountName,
          action: world.people.accounts.some((one) => one.accountName === accountName)
            ? ('none' as const)
            : ('create' as const),
        })),
      ];
      return { imported: !dryRun, items };
    },
  };
}
