import { z } from 'zod';
import {
  authenticationScheme,
  identityServiceType,
  storedIdentityService,
} from '../../../answers/identity-service.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { flag, given, wholeNumber } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/**
 * Makes an Identity Service or changes the one of this name. What is absent stays as it is; a new service then has
 * one factor, is optional, enabled and the last. One of a type without adapter is stored disabled.
 */
export const storeIdentityService = route({
  path: '/iam/identityservice/store',
  summary: 'Makes or changes an Identity Service.',
  request: z.object({
    identityServiceName,
    /** Needed for a new service. */
    identityServiceType: given(identityServiceType),
    serviceAuthenticationScheme: given(authenticationScheme),
    ordering: given(wholeNumber()),
    disabled: given(flag()),
    required: given(flag()),
    secondFactor: given(flag()),
    secondFactorIdentityServiceName: given(identityServiceName),
    auditLog: auditComment,
  }),
  response: storedIdentityService,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'IdentityServiceStored',
});
