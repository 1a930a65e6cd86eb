import { type FolderPath, folderPath, succeed } from '@interlock/base';
import { authorize, type Decision } from '@interlock/iam';
import type { Handler } from '../call-handler.ts';

/** Tells for each ask whether the caller may, and why: by the very decision that the calls make. */
export function can(): Handler<'interlock.can'> {
  return async ({ caller, request }) => {
    const answers = [];
    for (const [at, { permission, controllerId, folder }] of request.asks.entries()) {
      const checked = folder === undefined ? undefined : folderPath(folder, `asks[${at}].folder`);
      if (checked !== undefined && !checked.ok) return checked;
      const decision = authorize(caller.rights, {
        permission,
        ...(controllerId === undefined ? {} : { controllerId }),
        ...(checked === undefined ? {} : { folder: checked.value as FolderPath }),
      });
      answers.push({ permission, allowed: decision.allowed, reason: reasonOf(decision) });
    }
    return succeed({ answers });
  };
}

function reasonOf({ because }: Decision): string {
  switch (because.kind) {
    case 'granted':
      return `The role ${because.role.name} grants ${because.entry.permission}.`;
    case 'denied':
      return because.entries
        .map(({ role, entry }) => `The role ${role.name} denies ${entry.permission}.`)
        .join(' ');
    case 'notGranted':
      return 'No role of the account grants it here.';
    case 'folderNotCovered':
      return `Granted in other folders alone: ${because.grants.flatMap(({ folders }) => folders.map(({ folder }) => folder)).join(', ')}.`;
    case 'folderMissing':
      return 'It is asked for a folder, and none was named.';
    case 'controllerMissing':
      return 'It is asked for a Controller, and none was named.';
    case 'unknownPermission':
      return 'There is no such permission.';
  }
}
