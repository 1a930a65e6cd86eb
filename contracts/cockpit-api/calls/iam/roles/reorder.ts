import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { listOf } from '../../../fields/js7-field.ts';
import { roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Puts the roles into the order in which they are named; those not named follow as they were. For display alone. */
export const reorderRoles = route({
  path: '/iam/roles/reorder',
  summary: 'Puts roles into another order, which is for display alone.',
  request: z.object({ identityServiceName, roleNames: listOf(roleName), auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'RolesReordered',
});
