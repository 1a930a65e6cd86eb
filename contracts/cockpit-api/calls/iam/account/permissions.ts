import { z } from 'zod';
import { permissionTrees } from '../../../answers/permission-trees.ts';
import { accountName, identityServiceName } from '../../../fields/identity.ts';
import { route } from '../../../route.ts';

/** What an account could do if it logged in now. */
export const accountPermissions = route({
  path: '/iam/account/permissions',
  summary: 'What an account could do if it logged in now.',
  request: z.object({ identityServiceName, accountName }),
  response: permissionTrees,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
