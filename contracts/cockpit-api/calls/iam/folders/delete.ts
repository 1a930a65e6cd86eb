import { z } from 'zod';
import { doneWithWarnings } from '../../../answers/identity-warning.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { given, listOf, text } from '../../../fields/js7-field.ts';
import { entryScope, folderInput, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Takes folders from a role in one scope, all or none of them. Without its last folder a role holds everywhere. */
export const deleteFolders = route({
  path: '/iam/folders/delete',
  summary: 'Takes folders from a role; without its last one it holds everywhere.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    folderNames: given(listOf(text(1024), 1_000)),
    /** What one client sends in place of `folderNames`; one of the two has to be given. */
    folders: given(listOf(z.union([text(1024), folderInput]), 1_000)),
    auditLog: auditComment,
  }),
  response: doneWithWarnings,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'FoldersDeleted',
});
