import { succeed } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import type { OrderHistoryRow } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { orderLogEntry } from '../../mapping/history.ts';
import type { Handler } from '../call-handler.ts';
import { findOrderRow } from './find-history.ts';

/** How many lines of a log one answer holds; who wants more, asks on. */
const linesMax = 10_000;

/** The log of an order from its beginning. */
export function orderLog(ports: CallPorts): Handler<'order.log'> {
  return async ({ caller, request }) => {
    const found = await findOrderRow(ports, caller, request);
    return found.ok ? succeed(await orderLogAfter(ports, found.value, 0)) : found;
  };
}

/** The part of an order's log after an event. It is complete when the order is over and nothing is left to give. */
export async function orderLogAfter(
  ports: CallPorts,
  row: OrderHistoryRow,
  after: number,
): Promise<ResponseOf<'order.log'>> {
  const lines = await ports.data.read.history.orderLog(row.historyId, after, linesMax);
  return {
    complete: row.endedAtMs !== undefined && lines.length < linesMax,
    eventId: lines.at(-1)?.eventId ?? after,
    historyId: row.historyId,
    orderId: row.orderId,
    logEvents: lines.map(orderLogEntry),
  };
}
