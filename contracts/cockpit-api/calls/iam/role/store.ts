import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { given, wholeNumber } from '../../../fields/js7-field.ts';
import { roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Makes a role without permissions, or gives one that is there another place in the order. */
export const storeRole = route({
  path: '/iam/role/store',
  summary: 'Makes a role, or changes its place in the order.',
  request: z.object({
    identityServiceName,
    roleName,
    /** Absent: behind all others, or where it was. */
    ordering: given(wholeNumber()),
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'RoleStored',
});
