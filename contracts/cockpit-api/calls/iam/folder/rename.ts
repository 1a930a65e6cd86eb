import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { text } from '../../../fields/js7-field.ts';
import { entryScope, folderInput, roleName } from '../../../fields/role-fields.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Puts another folder in the place of one that a role has. */
export const renameFolder = route({
  path: '/iam/folder/rename',
  summary: 'Puts another folder in the place of one.',
  request: z.object({
    identityServiceName,
    roleName,
    controllerId: entryScope,
    oldFolderName: text(1024),
    newFolder: folderInput,
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'FolderRenamed',
});
