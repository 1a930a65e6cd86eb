import { folderPath, succeed } from '@interlock/base';
import { withFolderReplaced } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeRole } from '../../../identity/change-role.ts';
import { folderAnswer } from '../../../mapping/role.ts';
import { folderEntry } from '../../../mapping/role-entry.ts';
import type { Handler } from '../../call-handler.ts';

/** Puts another folder in the place of one. */
export function renameFolder(ports: CallPorts): Handler<'iam.folder.rename'> {
  return async (call) => {
    const { oldFolderName, newFolder, controllerId } = call.request;
    const old = folderPath(oldFolderName, 'oldFolderName');
    if (!old.ok) return old;
    const next = folderEntry(newFolder, controllerId, 'newFolder');
    if (!next.ok) return next;
    const changed = await changeRole(ports, call, {
      action: 'FolderRenamed',
      change: (role) => withFolderReplaced(role, old.value, next.value),
      details: { folder: old.value, next: folderAnswer(next.value) },
    });
    return changed.ok ? succeed({ ok: true }) : changed;
  };
}
