import { z } from 'zod';
import { order as orderAnswer } from '../../answers/order.ts';
import { timestamp } from '../../answers/state-object.ts';
import { flag, given } from '../../fields/js7-field.ts';
import { controllerId, orderId, withPermissions } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** One order at a Controller. */
export const order = route({
  path: '/order',
  summary: 'One order of a Controller.',
  request: z.object({ controllerId, orderId, compact: given(flag()), withPermissions }),
  response: orderAnswer.extend({ surveyDate: timestamp }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'body',
  folder: 'object',
});
