import { z } from 'zod';
import { permissionEntry } from '../../../answers/role.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { entryScope, roleName } from '../../../fields/role-fields.ts';
import { route } from '../../../route.ts';

/** The permissions of a role in one scope: the default one, or that of a Controller. */
export const rolePermissions = route({
  path: '/iam/permissions',
  summary: 'The permissions of a role in one scope.',
  request: z.object({ identityServiceName, roleName, controllerId: entryScope }),
  response: z.strictObject({
    identityServiceName: z.string(),
    roleName: z.string(),
    /** Empty for the default scope. */
    controllerId: z.string(),
    permissions: z.array(permissionEntry),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
