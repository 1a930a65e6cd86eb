import { z } from 'zod';
import { account as accountAnswer } from '../../../answers/account.ts';
import { accountName, identityServiceName } from '../../../fields/identity.ts';
import { route } from '../../../route.ts';

/** One account. */
export const account = route({
  path: '/iam/account',
  summary: 'One account of an Identity Service.',
  request: z.object({ identityServiceName, accountName }),
  response: accountAnswer,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
