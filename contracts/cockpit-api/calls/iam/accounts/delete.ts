import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { accountNames, identityServiceName } from '../../../fields/identity.ts';
import { flag, given } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/**
 * Deletes accounts and ends their sessions, whole or not at all (semantics §5.8). With one of `enabled` and `disabled`
 * true, only those of the named accounts that are so; with both or none, whatever their state.
 */
export const deleteAccounts = route({
  path: '/iam/accounts/delete',
  summary: 'Deletes accounts.',
  request: z.object({
    identityServiceName,
    accountNames,
    enabled: given(flag()),
    disabled: given(flag()),
    auditLog: auditComment,
  }),
  response: done,
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:manage'] },
  changes: true,
  auditEvent: 'AccountDeleted',
});
