import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Renames a role; accounts keep it under its new name. */
export const renameRole = route({
  path: '/iam/role/rename',
  summary: 'Renames a role; accounts keep it.',
  request: z.object({
    identityServiceName,
    roleOldName: roleName,
    roleNewName: roleName,
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'RoleRenamed',
});
