import { z } from 'zod';
import { logDetail } from '../../../answers/log-detail.ts';
import { route } from '../../../route.ts';

/** What the log files hold in detail now. */
export const logging = route({
  path: '/interlock/logging',
  summary: 'What the log files hold in detail now.',
  manner: 'own',
  request: z.strictObject({}),
  response: logDetail,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:settings:view'] },
});
