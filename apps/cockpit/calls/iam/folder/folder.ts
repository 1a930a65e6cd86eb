import { folderPath, problem, refuse, succeed } from '@interlock/base';
import { entriesOfScope } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { roleNamed } from '../../../identity/role-named.ts';
import { folderAnswer } from '../../../mapping/role.ts';
import type { Handler } from '../../call-handler.ts';

/** One folder of a role. */
export function readFolderOfRole(ports: CallPorts): Handler<'iam.folder'> {
  return async ({ request }) => {
    const path = folderPath(request.folderName, 'folderName');
    if (!path.ok) return path;
    const found = await roleNamed(ports.data.read, request);
    if (!found.ok) return found;
    const { role, service } = found.value;
    const entry = entriesOfScope(role.folders, request.controllerId).find(
      ({ folder }) => folder === path.value,
    );
    if (entry === undefined)
      return refuse(
        problem('UnknownObject', `The role does not have the folder ${path.value} here.`, {
          field: 'folderName',
        }),
      );
    return succeed({
      identityServiceName: service.name,
      roleName: role.name,
      controllerId: request.controllerId ?? '',
      folder: folderAnswer(entry),
    });
  };
}
