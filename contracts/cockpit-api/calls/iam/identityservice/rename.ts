import { z } from 'zod';
import { identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Renames an Identity Service; its accounts and roles stay. Clients read the names out of the answer. */
export const renameIdentityService = route({
  path: '/iam/identityservice/rename',
  summary: 'Renames an Identity Service.',
  request: z.object({
    identityServiceOldName: identityServiceName,
    identityServiceNewName: identityServiceName,
    auditLog: auditComment,
  }),
  response: z.strictObject({ identityServiceOldName: z.string(), identityServiceNewName: z.string() }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'IdentityServiceRenamed',
});
