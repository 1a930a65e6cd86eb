import { z } from 'zod';
import { doneWithWarnings } from '../../../answers/identity-warning.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { entryScope, permissionInput, permissionPath, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Puts another permission in the place of one that a role has. */
export const renamePermission = route({
  path: '/iam/permission/rename',
  summary: 'Puts another permission in the place of one.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    oldPermissionPath: permissionPath,
    newPermission: permissionInput,
    auditLog: auditComment,
  }),
  response: doneWithWarnings,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'PermissionRenamed',
});
