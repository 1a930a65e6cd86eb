import { z } from 'zod';
import { account } from '../../../answers/account.ts';
import { identityServiceName } from '../../../fields/identity.ts';
import { flag, given, text, wholeNumber } from '../../../fields/js7-field.ts';
import { limit } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** The accounts of a service, by name. `enabled` and `disabled`, both true or both false, narrow nothing. */
export const accounts = route({
  path: '/iam/accounts',
  summary: 'The accounts of an Identity Service.',
  request: z.object({
    identityServiceName,
    accountName: given(text()),
    enabled: given(flag()),
    disabled: given(flag()),
    /** Our own fields: a text that stands anywhere in the name or e-mail address, and the piece that is wanted. */
    search: given(text()),
    limit,
    offset: given(wholeNumber(0)),
  }),
  response: z.strictObject({
    identityServiceName: z.string(),
    accountItems: z.array(account),
    /** Our own: how many there are in all pieces together. */
    total: z.int().min(0),
  }),
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
