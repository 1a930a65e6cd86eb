import { succeed } from '@interlock/base';
import { withFolders } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeRole } from '../../../identity/change-role.ts';
import { folderAnswer } from '../../../mapping/role.ts';
import { eachEntry, folderEntry } from '../../../mapping/role-entry.ts';
import type { Handler } from '../../call-handler.ts';

/** Adds folders to a role; what it had before stays. */
export function storeFolders(ports: CallPorts): Handler<'iam.folders.store'> {
  return async (call) => {
    const { folders, controllerId } = call.request;
    const entries = eachEntry(folders, (given, field) => folderEntry(given, controllerId, field), 'folders');
    if (!entries.ok) return entries;
    const changed = await changeRole(ports, call, {
      action: 'FoldersStored',
      change: (role) => succeed(withFolders(role, entries.value)),
      details: { folders: entries.value.map(folderAnswer) },
    });
    return changed.ok ? succeed({ ok: true }) : changed;
  };
}
