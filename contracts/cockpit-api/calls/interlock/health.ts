import { z } from 'zod';
import { route } from '../../route.ts';

/** Says that the Cockpit answers, and nothing else: strangers learn no version and no state. */
export const health = route({
  path: '/interlock/health',
  method: 'GET',
  summary: 'Whether the Cockpit answers.',
  manner: 'own',
  request: z.strictObject({}),
  response: z.strictObject({ ok: z.literal(true) }),
  access: { kind: 'anonymous', reason: 'a probe of liveness has no account; the answer is one fixed word' },
  beforePasswordChange: true,
  isActivity: false,
});
