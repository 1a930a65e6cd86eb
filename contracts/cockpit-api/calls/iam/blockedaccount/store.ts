import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountName } from '../../../fields/identity.ts';
import { given, text } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Puts a name on the blocklist, whatever service may know it; its sessions end. A name that is there gets the new comment. */
export const storeBlockedAccount = route({
  path: '/iam/blockedAccount/store',
  summary: 'Puts a name on the blocklist.',
  request: z.object({ accountName, comment: given(text()), auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountBlocked',
});
