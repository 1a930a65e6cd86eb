import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { listOf } from '../../../fields/js7-field.ts';
import { entryScope, permissionPath, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Takes permissions from a role in one scope, all or none of them. */
export const deletePermissions = route({
  path: '/iam/permissions/delete',
  summary: 'Takes permissions from a role.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    permissionPaths: listOf(permissionPath, 1_000),
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'PermissionsDeleted',
});
