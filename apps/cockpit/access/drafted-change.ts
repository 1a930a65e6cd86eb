import { folderPath, problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import {
  type ChangeDraft,
  type FolderEntry,
  type IamPorts,
  type IdentityServiceSettings,
  type PermissionEntry,
  type Role,
  type RoleName,
  roleName,
} from '@interlock/iam';
import { accountNamed } from '../identity/account-named.ts';
import { serviceNamed } from '../identity/service-named.ts';

type Request = RequestOf<'iam.rehearsal'>;
type RoleDraft = NonNullable<Request['role']>;

/** The change that a rehearsal asks for; exactly one. Its names and paths are held to the rules of a stored one. */
export async function draftedChange(
  stores: Pick<IamPorts, 'identityServices' | 'accounts' | 'roles'>,
  request: Request,
): Promise<Result<ChangeDraft>> {
  const { role, removedRole, assignment } = request;
  if ([role, removedRole, assignment].filter((each) => each !== undefined).length !== 1)
    return refuse(
      problem('InvalidInput', 'One of role, removedRole and assignment is needed.', { field: 'role' }),
    );
  const service = await serviceNamed(stores, request.identityServiceName);
  if (!service.ok) return service;
  if (role !== undefined) return draftedRole(stores, service.value, role);
  if (removedRole !== undefined) return droppedRole(stores, service.value, removedRole);
  return draftedAssignment(stores, service.value, assignment ?? { accountName: '', roles: [] });
}

async function draftedRole(
  stores: Pick<IamPorts, 'roles'>,
  { id: serviceId }: IdentityServiceSettings,
  draft: RoleDraft,
): Promise<Result<ChangeDraft>> {
  const name = roleName(draft.name, 'role.name');
  if (!name.ok) return name;
  const folders: FolderEntry[] = [];
  for (const [at, { folder, recursive = false, controllerId }] of draft.folders.entries()) {
    const path = folderPath(folder, `role.folders[${at}].folder`);
    if (!path.ok) return path;
    folders.push({ folder: path.value, recursive, ...(controllerId === undefined ? {} : { controllerId }) });
  }
  const known = await stores.roles.find(serviceId, name.value);
  const ordering = known?.ordering ?? 0;
  const permissions = draft.permissions.map(permissionOf);
  return succeed({ kind: 'role', role: { serviceId, name: name.value, ordering, permissions, folders } });
}

function permissionOf({
  permission,
  excluded = false,
  controllerId,
}: RoleDraft['permissions'][number]): PermissionEntry {
  return { permission, excluded, ...(controllerId === undefined ? {} : { controllerId }) };
}

async function droppedRole(
  stores: Pick<IamPorts, 'roles'>,
  service: IdentityServiceSettings,
  removed: string,
): Promise<Result<ChangeDraft>> {
  const name = roleName(removed, 'removedRole');
  if (!name.ok) return name;
  const role: Role | undefined = await stores.roles.find(service.id, name.value);
  if (role === undefined)
    return refuse(
      problem('UnknownObject', `There is no role ${name.value} in ${service.name}.`, {
        field: 'removedRole',
      }),
    );
  return succeed({ kind: 'removedRole', serviceId: service.id, name: role.name });
}

async function draftedAssignment(
  stores: Pick<IamPorts, 'accounts'>,
  service: IdentityServiceSettings,
  { accountName, roles }: NonNullable<Request['assignment']>,
): Promise<Result<ChangeDraft>> {
  const account = await accountNamed(stores, service, accountName, 'assignment.accountName');
  if (!account.ok) return account;
  const names: RoleName[] = [];
  for (const [at, role] of roles.entries()) {
    const name = roleName(role, `assignment.roles[${at}]`);
    if (!name.ok) return name;
    names.push(name.value);
  }
  return succeed({
    kind: 'assignment',
    serviceId: service.id,
    accountName: account.value.name,
    roles: names,
  });
}
