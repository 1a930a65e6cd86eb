import { z } from 'zod';
import { doneWithWarnings } from '../../../answers/identity-warning.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { listOf } from '../../../fields/js7-field.ts';
import { entryScope, permissionInput, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Adds permissions to a role in one scope; one that is there is granted or denied as it says now, no other goes. */
export const storePermissions = route({
  path: '/iam/permissions/store',
  summary: 'Adds permissions to a role.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    permissions: listOf(permissionInput, 1_000),
    auditLog: auditComment,
  }),
  response: doneWithWarnings,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'PermissionsStored',
});
