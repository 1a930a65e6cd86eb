import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountName, identityServiceName, typedPassword } from '../../../fields/identity.ts';
import { flag, given, listOf, text } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/**
 * Creates an account, or changes the one of this name. What is not given stays as it is; a new account then is
 * enabled, has no roles, and gets the initial password that is configured, or none.
 */
export const storeAccount = route({
  path: '/iam/account/store',
  summary: 'Creates an account, or changes it.',
  request: z.object({
    identityServiceName,
    accountName,
    email: given(text()),
    password: given(typedPassword),
    forcePasswordChange: given(flag()),
    disabled: given(flag()),
    roles: given(listOf(text(), 500)),
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountStored',
  bodyBytesMax: 256 * 1024,
});
