import { folderPath, problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { withoutFolders } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeRole } from '../../../identity/change-role.ts';
import { widening, withWarnings } from '../../../mapping/role.ts';
import { eachEntry } from '../../../mapping/role-entry.ts';
import type { Handler } from '../../call-handler.ts';

/** Takes folders from a role: all that are named, or none. Without its last one it holds everywhere (semantics §2.6). */
export function deleteFolders(ports: CallPorts): Handler<'iam.folders.delete'> {
  return async (call) => {
    const names = namesOf(call.request);
    if (!names.ok) return names;
    const changed = await changeRole(ports, call, {
      action: 'FoldersDeleted',
      change: (role) => withoutFolders(role, names.value, call.request.controllerId),
      details: { folders: [...names.value] },
    });
    if (!changed.ok) return changed;
    const { before, after } = changed.value;
    return succeed({ ok: true, ...withWarnings(widening(before, after)) });
  };
}

/** The folders under either of the two names that clients have for the field. */
function namesOf({ folderNames, folders }: RequestOf<'iam.folders.delete'>): Result<readonly string[]> {
  const field = folderNames === undefined ? 'folders' : 'folderNames';
  const given = folderNames ?? folders?.map((one) => (typeof one === 'string' ? one : one.folder));
  if (given === undefined)
    return refuse(problem('InvalidInput', 'The field folderNames is missing.', { field: 'folderNames' }));
  return eachEntry(given, (name, at) => folderPath(name, at), field);
}
