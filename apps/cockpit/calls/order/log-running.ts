import { succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';
import { untilNews } from '../until-news.ts';
import { findOrderRow } from './find-history.ts';
import { orderLogAfter } from './log.ts';

/** What an order's log has gained since an event; where that is nothing yet, it waits a while. */
export function orderLogRunning(ports: CallPorts): Handler<'order.log.running'> {
  return async ({ caller, credential, request, signal }) => {
    const first = await findOrderRow(ports, caller, request);
    if (!first.ok) return first;
    const orderId = first.value.orderId;
    return untilNews(
      ports,
      { caller, credential, signal },
      {
        isNews: (event) =>
          event.kind === 'order' && (event.orderId === orderId || event.orderId.startsWith(`${orderId}|`)),
        // Asked anew each time: rights and the order's end may have changed meanwhile.
        read: async (present) => {
          const found = await findOrderRow(ports, present, request);
          return found.ok ? succeed(await orderLogAfter(ports, found.value, request.eventId)) : found;
        },
        isEnough: ({ complete, logEvents }) => complete || logEvents.length > 0,
      },
    );
  };
}
