import { z } from 'zod';
import { folderEntry } from '../../../answers/role.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { text } from '../../../fields/js7-field.ts';
import { entryScope, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** One folder of a role. */
export const roleFolder = route({
  path: '/iam/folder',
  summary: 'One folder of a role.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    folderName: text(1024),
    auditLog: auditComment,
  }),
  response: z.strictObject({
    identityServiceName: z.string(),
    roleName: z.string(),
    controllerId: z.string(),
    folder: folderEntry,
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
