import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { flag, given, text } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

// Empty stays empty here: an empty password is a wrong one, never an absent one.
const password = z.string().max(4096);

/** Changes the caller's own password; all his other sessions end, and this one goes on under a new id. */
export const changePassword = route({
  path: '/iam/account/changepassword',
  summary: "Changes the caller's own password.",
  request: z.object({
    identityServiceName: given(text()),
    accountName: given(text()),
    oldPassword: password,
    password: password.optional(),
    repeatedPassword: password.optional(),
    /** What one client sends for `password`, without repeating it. */
    newPassword: password.optional(),
    forcePasswordChange: given(flag()),
    auditLog: auditComment,
  }),
  response: done,
  answer: 'session',
  access: { kind: 'session', reason: 'everybody may change his own password; the old one is proved' },
  changes: true,
  auditEvent: 'PasswordChanged',
  bodyBytesMax: 64 * 1024,
  beforePasswordChange: true,
});
