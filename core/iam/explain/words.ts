import {
  allControllers,
  type Decision,
  type LimitedGrant,
  type RightsChange,
} from '../permissions/decision.ts';
import type { FolderEntry, PermissionEntry } from '../permissions/role.ts';

/** How many roles or folders a sentence names; the rest is counted. */
const namedMax = 10;

/** Why a decision is as it is, in a sentence for a person. Buttons, explainer and command line all say this one. */
export function reasonInWords({ because }: Decision): string {
  switch (because.kind) {
    case 'granted': {
      const where = because.folder === undefined ? '' : `, in ${folderInWords(because.folder)}`;
      return `The role ${because.role.name} grants ${entryInWords(because.entry)}${where}.`;
    }
    case 'denied':
      return sentences(
        because.entries.map(({ role, entry }) => `The role ${role.name} denies ${entryInWords(entry)}.`),
      );
    case 'notGranted':
      return 'No role of the account grants it here.';
    case 'folderNotCovered':
      return `It is granted in other folders alone: ${named(foldersOf(because.grants))}.`;
    case 'tokenLimited':
      return `The account holds it, and the API token is limited to other permissions or folders. ${reasonInWords({ allowed: true, because: because.account })}`;
    case 'folderMissing':
      return 'It is held for folders, and the question names none.';
    case 'controllerMissing':
      return 'It is held for Controllers, and the question names none.';
    case 'unknownPermission':
      return 'There is no such permission.';
  }
}

/** One step of the smallest change, as a person would do it. */
export function changeInWords(change: RightsChange): string {
  switch (change.kind) {
    case 'removeDenial':
      return `Remove the denial of ${entryInWords(change.entry)} from the role ${change.role.name}.`;
    case 'addGrant':
      return `Grant ${entryInWords(change.entry)} to the role ${change.role.name}.`;
    case 'addFolder':
      return `Add ${folderInWords(change.folder)} to the role ${change.role.name}.`;
    case 'assignRole':
      return `Assign one more role, which grants ${entryInWords(change.entry)}.`;
    case 'otherToken':
      return 'Use an API token whose limit leaves it.';
  }
}

/** A permission with the Controller that its entry is for. */
export function entryInWords({ permission, controllerId }: PermissionEntry): string {
  return controllerId ? `${permission} ${controllerInWords(controllerId)}` : permission;
}

/** A folder with what below it counts, and the Controller that its entry is for. */
export function folderInWords({ folder, recursive, controllerId }: FolderEntry): string {
  const below = recursive ? ' and below' : '';
  return `the folder ${folder}${below}${controllerId ? ` ${controllerInWords(controllerId)}` : ''}`;
}

function controllerInWords(controllerId: string): string {
  return controllerId === allControllers ? 'at all Controllers' : `at the Controller ${controllerId}`;
}

function foldersOf(grants: readonly LimitedGrant[]): readonly string[] {
  return [...new Set(grants.flatMap(({ folders }) => folders.map(folderInWords)))];
}

function named(things: readonly string[]): string {
  const rest = things.length - namedMax;
  return rest > 0 ? `${things.slice(0, namedMax).join(', ')} and ${rest} more` : things.join(', ');
}

function sentences(all: readonly string[]): string {
  const rest = all.length - namedMax;
  return rest > 0 ? `${all.slice(0, namedMax).join(' ')} ${rest} more entries deny it.` : all.join(' ');
}
