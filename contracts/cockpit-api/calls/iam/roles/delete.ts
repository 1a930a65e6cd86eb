import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { listOf } from '../../../fields/js7-field.ts';
import { roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Deletes roles, all or none of them; the accounts that have them lose them. */
export const deleteRoles = route({
  path: '/iam/roles/delete',
  summary: 'Deletes roles; accounts that have them lose them.',
  request: z.object({ identityServiceName, roleNames: listOf(roleName), auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'RoleDeleted',
});
