import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Deletes an Identity Service with its accounts and roles; sessions that stand on it end. */
export const deleteIdentityService = route({
  path: '/iam/identityservice/delete',
  summary: 'Deletes an Identity Service with its accounts and roles.',
  request: z.object({ identityServiceName, auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'IdentityServiceDeleted',
});
