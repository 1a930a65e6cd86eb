import { z } from 'zod';
import { done } from '../answers/done.ts';
import { route } from '../route.ts';

/** Keeps the session alive. */
export const touch = route({
  path: '/touch',
  summary: 'Keeps the session alive.',
  request: z.object({}),
  response: done,
  access: { kind: 'session', reason: 'everybody may keep his own session alive' },
  beforePasswordChange: true,
  byToken: true,
});
