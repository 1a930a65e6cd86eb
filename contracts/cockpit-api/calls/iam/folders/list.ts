import { z } from 'zod';
import { folderEntry } from '../../../answers/role.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { entryScope, roleName } from '../../../fields/role-fields.ts';
import { route } from '../../../route.ts';

/** The folders of a role in one scope: the default one, or that of a Controller. */
export const roleFolders = route({
  path: '/iam/folders',
  summary: 'The folders of a role in one scope.',
  request: z.object({ identityServiceName, roleName, controllerId: entryScope }),
  response: z.strictObject({
    identityServiceName: z.string(),
    roleName: z.string(),
    /** Empty for the default scope. */
    controllerId: z.string(),
    folders: z.array(folderEntry),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
