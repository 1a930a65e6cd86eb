import { z } from 'zod';
import { logDetail } from '../../../answers/log-detail.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';

/** The longest time for which details are written, in minutes: a day. */
const minutesMax = 24 * 60;

/** Turns details in the log files on or off, without a restart; they end by themselves, and with the program. */
export const storeLogging = route({
  path: '/interlock/logging/store',
  summary: 'Turns details in the log files on or off.',
  manner: 'own',
  request: z.strictObject({
    debug: z.boolean().optional(),
    authenticationDebug: z.boolean().optional(),
    /** For how long; default 60. */
    minutes: z.int().min(1).max(minutesMax).optional(),
    auditLog: auditComment,
  }),
  response: logDetail,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:settings:manage'] },
  changes: true,
  auditEvent: 'LoggingChanged',
});
