import { z } from 'zod';
import {
  identityServiceItem,
  identityServiceType,
  identityServiceTypeItem,
} from '../../../answers/identity-service.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { flag, given } from '../../../fields/js7-field.ts';
import { auditComment, withPermissions } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** The Identity Services in the order of their use, with the types that there are. */
export const identityServices = route({
  path: '/iam/identityservices',
  summary: 'The Identity Services in the order of their use.',
  request: z.object({
    identityServiceName: given(identityServiceName),
    /** UNKNOWN is a word of clients; no service is of that type. */
    identityServiceType: given(z.enum([...identityServiceType.options, 'UNKNOWN'])),
    disabled: given(flag()),
    secondFactor: given(flag()),
    auditLog: auditComment,
    withPermissions,
  }),
  response: z.strictObject({
    identityServiceItems: z.array(identityServiceItem),
    identityServiceTypes: z.array(identityServiceType),
    types: z.array(identityServiceTypeItem),
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
