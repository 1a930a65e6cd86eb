import { z } from 'zod';
import { permissionEntry } from '../../../answers/role.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { entryScope, permissionPath, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** One permission of a role. */
export const rolePermission = route({
  path: '/iam/permission',
  summary: 'One permission of a role.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    permissionPath,
    auditLog: auditComment,
  }),
  response: z.strictObject({
    identityServiceName: z.string(),
    roleName: z.string(),
    controllerId: z.string(),
    permission: permissionEntry,
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
