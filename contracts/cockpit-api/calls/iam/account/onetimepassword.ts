import { z } from 'zod';
import { accountName, identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Gives an account a random password that is shown in this answer and never again, and has to be changed at the next login. */
export const oneTimePassword = route({
  path: '/iam/account/onetimepassword',
  summary: 'Gives an account a random password, shown once.',
  manner: 'own',
  request: z.strictObject({ identityServiceName, accountName, auditLog: auditComment }),
  response: z.strictObject({
    identityServiceName: z.string(),
    accountName: z.string(),
    /** 125 random bits in five groups; it stands in no log and nowhere else. */
    password: z.string(),
  }),
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'PasswordReset',
});
