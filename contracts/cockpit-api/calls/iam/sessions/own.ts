import { z } from 'zod';
import { sessionItem } from '../../../answers/session-item.ts';
import { route } from '../../../route.ts';

/** The caller's own sessions, the newest first. */
export const ownSessions = route({
  path: '/iam/sessions/own',
  summary: "The caller's own sessions.",
  manner: 'own',
  request: z.strictObject({}),
  response: z.strictObject({ activeSessions: z.array(sessionItem) }),
  access: { kind: 'session', reason: 'everybody may see where he is logged in' },
});
