import { z } from 'zod';
import { route } from '../../route.ts';

/** The names of all permissions that a role can hold. */
export const permissions = route({
  path: '/authentication/permissions',
  summary: 'The names of all permissions.',
  request: z.object({}),
  response: z.strictObject({ sosPermissions: z.array(z.string()) }),
  access: { kind: 'session', reason: 'the catalogue is the same for everybody and public' },
  byToken: true,
});
