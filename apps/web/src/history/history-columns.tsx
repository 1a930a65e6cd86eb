import type { OrderHistoryItem } from '@interlock/cockpit-api';
import { Moment, Span } from '../elements/moment.tsx';
import { StatePill } from '../elements/state-pill.tsx';
import type { Column } from '../list/column.ts';
import { historyStateLooks } from '../look/state-look.ts';
import { OrderId, PathName } from '../orders/order-cells.tsx';
import { text } from '../texts/text.ts';

const startMs = (row: OrderHistoryItem) => Date.parse(row.startTime);
const endMs = (row: OrderHistoryItem) => (row.endTime === undefined ? undefined : Date.parse(row.endTime));
const spanMs = (row: OrderHistoryItem) => (endMs(row) ?? Date.now()) - startMs(row);

/** The columns of the history. */
export const historyColumns: readonly Column<OrderHistoryItem>[] = [
  {
    id: 'state',
    head: text('orders.columns.state'),
    width: 7.5,
    narrow: 'side',
    cell: (row) => <StatePill look={historyStateLooks[row.state._text]} />,
    compare: (a, b) => a.state._text.localeCompare(b.state._text),
  },
  {
    id: 'order',
    head: text('orders.columns.order'),
    width: 13,
    grow: 3,
    narrow: 'title',
    cell: (row) => <OrderId orderId={row.orderId} />,
    compare: (a, b) => a.orderId.localeCompare(b.orderId),
  },
  {
    id: 'workflow',
    head: text('orders.columns.workflow'),
    width: 11,
    grow: 3,
    narrow: 'line',
    cell: (row) => <PathName path={row.workflow} />,
    compare: (a, b) => a.workflow.localeCompare(b.workflow),
  },
  {
    id: 'started',
    head: text('history.started'),
    width: 6.5,
    narrow: 'end',
    cell: (row) => <Moment ms={startMs(row)} />,
    compare: (a, b) => startMs(a) - startMs(b),
  },
  {
    id: 'ended',
    head: text('history.ended'),
    width: 6.5,
    cell: (row) =>
      row.endTime === undefined ? <span className="faint">–</span> : <Moment ms={Date.parse(row.endTime)} />,
    compare: (a, b) => (endMs(a) ?? 0) - (endMs(b) ?? 0),
  },
  {
    id: 'span',
    head: text('history.span'),
    width: 6,
    cell: (row) => <Span fromMs={startMs(row)} toMs={endMs(row)} />,
    compare: (a, b) => spanMs(a) - spanMs(b),
  },
];
