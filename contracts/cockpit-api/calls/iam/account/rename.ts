import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountName, identityServiceName } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Gives an account another name; it stays the same account, and its sessions end (semantics §1.5, §3.6). */
export const renameAccount = route({
  path: '/iam/account/rename',
  summary: 'Renames an account.',
  request: z.object({
    identityServiceName,
    accountOldName: accountName,
    accountNewName: accountName,
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountRenamed',
});
