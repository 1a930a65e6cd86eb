import { z } from 'zod';
import { sessionsEnded } from '../../../answers/session-item.ts';
import { route } from '../../../route.ts';

/** Ends sessions of the caller: those that are named, or all but the one of this call. */
export const cancelOwnSessions = route({
  path: '/iam/sessions/own/cancel',
  summary: 'Ends sessions of the caller.',
  manner: 'own',
  request: z.strictObject({
    ids: z.array(z.string().max(255)).min(1).max(1_000).optional(),
    /** In place of `ids`: every one but that of this call. */
    allOthers: z.boolean().optional(),
  }),
  response: sessionsEnded,
  access: { kind: 'session', reason: 'everybody may end his own sessions, and nobody else’s' },
  changes: true,
  auditEvent: 'SessionEnded',
});
