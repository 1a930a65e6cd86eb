import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountNames } from '../../../fields/identity.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** Takes names off the blocklist, all or none. */
export const deleteBlockedAccounts = route({
  path: '/iam/blockedAccounts/delete',
  summary: 'Takes names off the blocklist.',
  request: z.object({ accountNames, auditLog: auditComment }),
  response: done,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountUnblocked',
});
