import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { listOf } from '../../../fields/js7-field.ts';
import { entryScope, folderInput, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Adds folders to a role in one scope; one that is there becomes recursive or not as it says now, no other goes. */
export const storeFolders = route({
  path: '/iam/folders/store',
  summary: 'Adds folders to a role.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    folders: listOf(folderInput, 1_000),
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'FoldersStored',
});
