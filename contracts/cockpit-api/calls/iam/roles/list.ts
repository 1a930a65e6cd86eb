import { z } from 'zod';
import { roleItem } from '../../../answers/role.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { withPermissions } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** The roles of an Identity Service, in their order. */
export const roles = route({
  path: '/iam/roles',
  summary: 'The roles of an Identity Service.',
  request: z.object({ identityServiceName, withPermissions }),
  response: z.strictObject({ identityServiceName: z.string(), roles: z.array(roleItem) }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
