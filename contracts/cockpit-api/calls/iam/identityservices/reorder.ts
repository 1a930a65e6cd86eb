import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { listOf } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Puts the Identity Services into the order in which they are named; those not named follow as they were. */
export const reorderIdentityServices = route({
  path: '/iam/identityservices/reorder',
  summary: 'Puts the Identity Services into another order of use.',
  request: z.object({ identityServiceNames: listOf(identityServiceName), auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'IdentityServicesReordered',
});
