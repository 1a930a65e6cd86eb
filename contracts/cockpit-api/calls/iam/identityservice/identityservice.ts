import { z } from 'zod';
import { identityServiceItem } from '../../../answers/identity-service.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { auditComment, withPermissions } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** One Identity Service. */
export const identityService = route({
  path: '/iam/identityservice',
  summary: 'An Identity Service.',
  request: z.object({ identityServiceName, auditLog: auditComment, withPermissions }),
  response: identityServiceItem,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
