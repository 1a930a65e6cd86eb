import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { route } from '../../../route.ts';

/**
 * Forgets the browser of this call as a known device, for all names that logged in with it (semantics §3.4). Its cookie
 * goes with it; the session stays. One that is not known is answered alike.
 */
export const forgetDevice = route({
  path: '/iam/device/forget',
  summary: 'Forgets the browser of this call as a known device.',
  manner: 'own',
  request: z.strictObject({}),
  response: done,
  answer: 'session',
  access: { kind: 'session', reason: 'everybody may have the device forgotten at which he sits' },
  changes: true,
  auditEvent: 'DeviceForgotten',
});
