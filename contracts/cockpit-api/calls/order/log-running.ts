import { z } from 'zod';
import { orderLog } from '../../answers/order-log.ts';
import { wholeNumber } from '../../fields/js7-field.ts';
import { controllerId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** What an order's log has gained since an event; waits a while for it. */
export const orderLogRunning = route({
  path: '/order/log/running',
  summary: "What an order's log has gained since an event.",
  request: z.object({ controllerId, historyId: wholeNumber(), eventId: wholeNumber() }),
  response: orderLog,
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'object',
  isActivity: false,
});
