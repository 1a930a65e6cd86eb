import { folderPath, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf, ResponseOf } from '@interlock/cockpit-api';
import {
  type Allowed,
  type AuthorizationRequest,
  isPermission,
  permissionCatalog,
  readAccess,
  whoCan as whoMay,
} from '@interlock/iam';
import { noteExamination } from '../../audit/note-examination.ts';
import type { CallPorts } from '../../call-ports.ts';
import { roleAnswer, type ServiceNames, serviceNames } from '../../mapping/explanation.ts';
import type { Handler } from '../call-handler.ts';

/** Who may do something, by the very decision that the calls make; one page of them. */
export function whoCan(ports: CallPorts): Handler<'iam.who_can'> {
  return async ({ caller, facts, request }) => {
    const { permission, search = '', limit, offset } = request;
    if (!isPermission(permission))
      return refuse(invalid('permission', `There is no permission ${JSON.stringify(permission)}.`));
    const { scope, label } = permissionCatalog[permission];
    if (scope === 'controller' && request.controllerId === undefined)
      return refuse(problem('MissingControllerId', undefined, { field: 'controllerId' }));
    const asked = questionOf(request);
    if (!asked.ok) return asked;
    await noteExamination(ports, { caller, facts }, { kind: 'route', id: '/iam/who_can' }, { permission });
    const picture = await readAccess(ports.data.read);
    const nameOf = serviceNames(await ports.data.read.identityServices.list());
    const sought = search.toLowerCase();
    const subjects = picture.subjects.filter(({ name }) => name.toLowerCase().includes(sought));
    const found = whoMay({ ...picture, subjects }, asked.value);
    return succeed({
      permission,
      label,
      total: found.length,
      subjects: found.slice(offset, offset + limit).map((each) => subjectAnswer(each, nameOf)),
    });
  };
}

function questionOf(request: RequestOf<'iam.who_can'>): Result<AuthorizationRequest> {
  const { permission, controllerId } = request;
  const folder = request.folder === undefined ? undefined : folderPath(request.folder, 'folder');
  if (folder !== undefined && !folder.ok) return folder;
  return succeed({
    permission,
    ...(controllerId === undefined ? {} : { controllerId }),
    ...(folder === undefined ? {} : { folder: folder.value }),
  });
}

function subjectAnswer(
  { subject, because, reason, folders }: Allowed,
  nameOf: ServiceNames,
): ResponseOf<'iam.who_can'>['subjects'][number] {
  const { kind, service, name, state } = subject;
  return {
    kind,
    identityServiceName: service.name,
    name,
    state,
    role: roleAnswer(because.role, nameOf),
    entry: { ...because.entry },
    folders: folders.map((folder) => ({ ...folder })),
    reason,
  };
}

function invalid(field: string, message: string): Problem {
  return problem('InvalidInput', message, { field });
}
