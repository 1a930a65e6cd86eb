import { Ability, type AbilityTuple, subject } from '@casl/ability';
import type { FolderPath } from '@interlock/base';
import type { FolderEntry, Role } from '@interlock/iam';
import type { AuthorizationWorkload } from '../../workloads/authorization.ts';
import type { Decider } from './decider.ts';
import { coversByScan, rulesAt } from './rules.ts';

type Place = { readonly folder: FolderPath };
type Conditions = { readonly folders: readonly FolderEntry[] };

/** `@casl/ability`, one ability for each account at each Controller, built before. Its last rule that fits decides. */
export function caslDecider({ accounts, controllerIds, folders }: AuthorizationWorkload): Decider {
  const abilities = accounts.map(
    (roles) => new Map(controllerIds.map((controllerId) => [controllerId, abilityOf(roles, controllerId)])),
  );
  const places = new Map(folders.map((folder) => [folder, subject('Place', { folder })]));
  const placeOf = (folder: FolderPath) => places.get(folder) ?? subject('Place', { folder });
  return ({ account, permission, controllerId, folder }) =>
    abilities[account]?.get(controllerId)?.can(permission, placeOf(folder)) ?? false;
}

function abilityOf(roles: readonly Role[], controllerId: string) {
  const rules = rulesAt(roles, controllerId);
  const inOrder = [...rules.filter(({ excluded }) => !excluded), ...rules.filter(({ excluded }) => excluded)];
  return new Ability<AbilityTuple, Conditions>(
    inOrder.map(({ permission, excluded, folders }) => ({
      action: permission,
      subject: 'Place',
      inverted: excluded,
      ...(folders === undefined ? {} : { conditions: { folders } }),
    })),
    {
      conditionsMatcher: (conditions) => (place) =>
        coversByScan(conditions.folders, (place as unknown as Place).folder),
    },
  );
}
