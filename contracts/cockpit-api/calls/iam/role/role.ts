import { z } from 'zod';
import { roleWhole } from '../../../answers/role.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { roleName } from '../../../fields/role-fields.ts';
import { auditComment, withPermissions } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** One role, with its permissions and folders in all scopes. */
export const role = route({
  path: '/iam/role',
  summary: 'A role with its permissions and folders.',
  request: z.object({ identityServiceName, roleName, auditLog: auditComment, withPermissions }),
  response: roleWhole,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
